import { ActionIcon, Popover, Tooltip } from "@mantine/core";
import { IconBold, IconClearFormatting, IconItalic, IconLink, IconList, IconListNumbers } from "@tabler/icons-react";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { LinkForm } from "./LinkForm";
import styles from "./RichText.module.css";

const icons = {
  bold: <IconBold size={17} />,
  italic: <IconItalic size={17} />,
  bullets: <IconList size={17} />,
  numbers: <IconListNumbers size={17} />,
  link: <IconLink size={17} />,
  clear: <IconClearFormatting size={17} />,
} satisfies Record<string, ReactNode>;

type Format = keyof typeof icons;

const formats = Object.keys(icons) as Format[];
const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** What the text in the editor may look like. One stop for the tabulator; arrows go from button to button. */
export function FormatBar({ editor }: { editor: Editor }) {
  const { t } = useTranslation("email");
  const [at, setAt] = useState<Format>("bold");
  const [isLinking, setLinking] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const pressed = useEditorState({ editor, selector: ({ editor: now }) => pressedIn(now) });

  function go(event: KeyboardEvent) {
    const buttons = [...(bar.current?.querySelectorAll<HTMLButtonElement>(":scope > button") ?? [])];
    const here = Math.max(0, buttons.indexOf(document.activeElement as HTMLButtonElement)); // faster than what is drawn
    const next =
      event.key === "Home"
        ? 0
        : event.key === "End"
          ? formats.length - 1
          : event.key in steps
            ? (here + steps[event.key]! + formats.length) % formats.length
            : undefined;
    if (next === undefined || !bar.current?.contains(event.target as Node)) return; // the link's form stands elsewhere on the page
    event.preventDefault();
    setAt(formats[next]!);
    buttons[next]?.focus();
  }

  return (
    <div ref={bar} className={styles.bar} role="toolbar" aria-label={t("format.bar")} onKeyDown={go}>
      {formats.map((it) => {
        const button = (
          <Tooltip key={it} label={t(`format.${it}`)}>
            <ActionIcon
              variant={pressed[it] ? "light" : "subtle"}
              color={pressed[it] ? undefined : "gray"}
              size={30}
              tabIndex={at === it ? 0 : -1}
              aria-label={t(`format.${it}`)}
              aria-pressed={it === "clear" ? undefined : pressed[it]}
              {...(it === "link" && { "aria-haspopup": "dialog", "aria-expanded": isLinking })}
              onMouseDown={(event) => event.preventDefault()} // the selection stays
              onClick={() => {
                setAt(it);
                if (it === "link") setLinking(true);
                else apply(editor, it);
              }}
            >
              {icons[it]}
            </ActionIcon>
          </Tooltip>
        );
        if (it !== "link") return button;
        return (
          <Popover
            key={it}
            opened={isLinking}
            onChange={setLinking}
            position="top-start"
            width={340}
            trapFocus
            withArrow
          >
            <Popover.Target>{button}</Popover.Target>
            <Popover.Dropdown>
              <LinkForm editor={editor} onClose={() => setLinking(false)} />
            </Popover.Dropdown>
          </Popover>
        );
      })}
    </div>
  );
}

function pressedIn(editor: Editor): Record<Format, boolean> {
  return {
    bold: editor.isActive("bold"),
    italic: editor.isActive("italic"),
    bullets: editor.isActive("bulletList"),
    numbers: editor.isActive("orderedList"),
    link: editor.isActive("link"),
    clear: false,
  };
}

function apply(editor: Editor, format: Exclude<Format, "link">) {
  const act = editor.chain().focus();
  if (format === "bold") act.toggleBold().run();
  else if (format === "italic") act.toggleItalic().run();
  else if (format === "bullets") act.toggleBulletList().run();
  else if (format === "numbers") act.toggleOrderedList().run();
  else act.unsetAllMarks().clearNodes().run();
}
