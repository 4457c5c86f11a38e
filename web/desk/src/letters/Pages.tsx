import { ActionIcon, Group, Tooltip } from "@mantine/core";
import {
  IconArrowsMaximize,
  IconChevronLeft,
  IconChevronRight,
  IconRotateClockwise2,
  IconZoomIn,
  IconZoomOut,
  IconZoomReset,
} from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import styles from "./LetterCard.module.css";
import { type Look, placed, type Step, stepOf, stepped, zooms } from "./viewing";

type Props = {
  contact: string;
  letter: Schemas["LetterView"];
  look: Look;
  onLook: (look: Look) => void;
  /** Shows it on the whole screen; undefined where it is. */
  onLarge?: () => void;
};

/** The pages of a letter as they look on paper, one at a time. */
export function Pages({ contact, letter, look, onLook, onLarge }: Props) {
  const { t } = useTranslation("letters");
  const frame = useRef<HTMLDivElement>(null);
  const page = letter.pages[look.page]!;
  const last = letter.pages.length - 1;
  const { sheet, picture } = placed(Number(page.width), Number(page.height), look);
  const take = (step: Step) => onLook(stepped(look, step, letter.pages.length));

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is read from its top
  useEffect(() => {
    frame.current?.scrollTo(0, 0); // newer browsers answer with a promise, which an effect must not
  }, [look.page]);

  const button = (step: Step, icon: ReactNode, isOff = false) => (
    <Tooltip label={t(step)}>
      <ActionIcon variant="subtle" color="gray" aria-label={t(step)} disabled={isOff} onClick={() => take(step)}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
  return (
    <div className={styles.pages} data-large={!onLarge || undefined}>
      <Group gap={2} role="toolbar" aria-label={t("tools")} className={styles.tools}>
        {button("previous", <IconChevronLeft size={18} />, look.page === 0)}
        <span className={styles.place} role="status">
          {t("page", { page: look.page + 1, pages: letter.pages.length })}
        </span>
        {button("next", <IconChevronRight size={18} />, look.page === last)}
        <span className={styles.gap} />
        {button("smaller", <IconZoomOut size={18} />, look.zoom === 0)}
        {button("larger", <IconZoomIn size={18} />, look.zoom === zooms.length - 1)}
        {button("fit", <IconZoomReset size={18} />, look.zoom === 0 && look.turn === 0)}
        {button("turn", <IconRotateClockwise2 size={18} />)}
        {onLarge && (
          <Tooltip label={t("large")}>
            <ActionIcon variant="subtle" color="gray" aria-label={t("large")} onClick={onLarge}>
              <IconArrowsMaximize size={18} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      <div
        ref={frame}
        className={styles.frame}
        role="group"
        aria-label={t("frame")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        onKeyDown={(event) => {
          const step = stepOf(event);
          if (!step) return;
          event.preventDefault();
          event.stopPropagation();
          take(step);
        }}
      >
        <div className={styles.sheet} style={sheet}>
          <img
            key={page.picture}
            className={styles.picture}
            style={picture}
            src={`/api/v1/contacts/${contact}/letters/${letter.letter}/pages/${page.picture}`}
            width={Number(page.width)}
            height={Number(page.height)}
            alt={page.text ?? t("unreadPage", { page: look.page + 1 })}
          />
        </div>
      </div>
    </div>
  );
}
