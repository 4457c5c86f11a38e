/** What a text is written in, a plain field or an editor: enough to go there. */
export type Focusable = { focus: (options?: FocusOptions) => void };
