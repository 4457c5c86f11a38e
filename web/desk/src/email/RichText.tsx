import type { Editor } from "@tiptap/core";
import { EditorContent, useEditor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { type RefObject, useEffect, useRef } from "react";
import type { Focusable } from "../agent/focus";
import { FormatBar } from "./FormatBar";
import styles from "./RichText.module.css";
import { docOf, htmlOf, isFormatted, type RichNode, textOf, withoutBreaks } from "./rich";

/** Bold, italic, lists and links; whatever else is pasted comes as text. */
const formats = StarterKit.configure({
  blockquote: false,
  code: false,
  codeBlock: false,
  heading: false,
  horizontalRule: false,
  strike: false,
  trailingNode: false,
  underline: false,
  link: { openOnClick: false, autolink: false, protocols: ["mailto", "tel"] },
});

export type Rich = { text: string; html?: string };

type Props = {
  label: string;
  value: Rich;
  error?: string | false;
  field: RefObject<Focusable | null>;
  onChange: (value: Rich) => void;
  onSubmit: () => void;
  onFiles: (files: File[]) => void;
};

/** Where a text with formatting is written. A text without any stays a text. */
export default function RichText({ label, value, error, field, onChange, onSubmit, onFiles }: Props) {
  const acts = useRef({ onChange, onSubmit, onFiles });
  acts.current = { onChange, onSubmit, onFiles };
  const told = useRef(nameOf(value));
  const editor = useEditor({
    extensions: [formats],
    content: contentOf(value),
    immediatelyRender: false, // one that is made while the page is drawn is thrown away when that takes long
    injectCSS: false,
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label, class: styles.text!, dir: "auto" },
      transformPastedHTML: withoutBreaks,
      handleKeyDown: (_, event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return false;
        acts.current.onSubmit();
        return true;
      },
      handlePaste: (_, event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length === 0) return false;
        acts.current.onFiles(files);
        return true;
      },
      handleDrop: (_, event) => (event.dataTransfer?.files.length ?? 0) > 0, // the form around takes files
    },
    onUpdate: ({ editor: now }) => {
      const next = richOf(now);
      told.current = nameOf(next);
      acts.current.onChange(next);
    },
  });

  // What was changed elsewhere: sent, put back, written in another window.
  useEffect(() => {
    if (!editor || told.current === nameOf(value)) return;
    told.current = nameOf(value);
    editor.commands.setContent(contentOf(value), { emitUpdate: false });
  }, [editor, value]);

  useEffect(() => {
    if (!editor) return;
    field.current = {
      focus: () => void editor.commands.focus(undefined, { scrollIntoView: false }),
      insert: (text) => void editor.chain().focus().insertContent(piecesOf(text)).run(),
      mark: (words) => markIn(editor, words),
    };
    if (document.activeElement === document.body) field.current.focus();
    return () => {
      field.current = null;
    };
  }, [editor, field]);

  return (
    <div className={styles.frame} data-wrong={error ? true : undefined}>
      {editor && <FormatBar editor={editor} />}
      <EditorContent editor={editor} className={styles.area} data-placeholder={value.text === "" ? label : undefined} />
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** A single line goes into the line that is there. */
function piecesOf(text: string): RichNode[] {
  return text.includes("\n") ? docOf(text).content! : [{ type: "text", text }];
}

function markIn(editor: Editor, words: string) {
  editor.state.doc.descendants((node, at) => {
    const found = node.isText ? node.text!.indexOf(words) : -1;
    if (found < 0) return true;
    const from = at + found;
    editor
      .chain()
      .focus()
      .setTextSelection({ from, to: from + words.length })
      .scrollIntoView()
      .run();
    return false;
  });
}

function contentOf({ text, html }: Rich) {
  return html === undefined ? docOf(text) : withoutBreaks(html);
}

function richOf(editor: Editor): Rich {
  const doc = editor.getJSON() as RichNode;
  return isFormatted(doc) ? { text: textOf(doc), html: htmlOf(doc) } : { text: textOf(doc) };
}

function nameOf({ text, html }: Rich) {
  return html ?? `text ${text}`;
}
