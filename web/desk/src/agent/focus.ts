/** What a text is written in, a plain field or an editor: enough to go there, and to put something in. */
export type Focusable = {
  focus: (options?: FocusOptions) => void;
  /** Puts a text in where its writer is. */
  insert: (text: string) => void;
  /** Marks the first place with these words, to be written over. */
  mark: (words: string) => void;
};

/** A plain field as one. */
export function inField(field: HTMLTextAreaElement, write: (text: string) => void): Focusable {
  return {
    focus: (options) => field.focus(options),
    insert: (text) => {
      const [from, to] = [field.selectionStart, field.selectionEnd];
      write(field.value.slice(0, from) + text + field.value.slice(to));
      requestAnimationFrame(() => {
        field.focus();
        field.setSelectionRange(from + text.length, from + text.length);
      });
    },
    mark: (words) => {
      const at = field.value.indexOf(words);
      field.focus();
      if (at >= 0) field.setSelectionRange(at, at + words.length);
    },
  };
}
