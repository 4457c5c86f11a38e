import { Button, TextInput } from "@mantine/core";
import type { Editor } from "@tiptap/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./RichText.module.css";
import { linkOf } from "./rich";

/** Where the chosen words lead to; without chosen words the address itself is put in. */
export function LinkForm({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useTranslation("email");
  const [was] = useState(() => String(editor.getAttributes("link").href ?? ""));
  const [typed, setTyped] = useState(was);
  const [isTried, setTried] = useState(false);
  const href = linkOf(typed);

  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation(); // it stands in the mail's form
    setTried(true);
    if (!href) return;
    put(editor, href, typed.trim());
    onClose();
  }

  function remove() {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    onClose();
  }

  return (
    <form className={styles.link} onSubmit={submit}>
      <TextInput
        label={t("format.address")}
        inputMode="url"
        autoComplete="off"
        data-autofocus
        value={typed}
        error={isTried && !href && t("format.wrongAddress")}
        onChange={(it) => setTyped(it.currentTarget.value)}
      />
      <Button type="submit">{t("format.putLink")}</Button>
      {was && (
        <Button variant="default" onClick={remove}>
          {t("format.removeLink")}
        </Button>
      )}
    </form>
  );
}

function put(editor: Editor, href: string, typed: string) {
  const act = editor.chain().focus();
  if (editor.state.selection.empty && !editor.isActive("link"))
    act.insertContent({ type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] }).run();
  else act.extendMarkRange("link").setLink({ href }).run();
}
