import { el } from "../element";
import type { Texts } from "../texts";

interface FieldSetup {
  name: string;
  label: string;
  type?: string;
  autocomplete?: AutoFill;
  rows?: number;
  isRequired?: boolean;
  longest: number;
}

/** A labelled field with a place for what is wrong with it. */
export class Field {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement | HTMLTextAreaElement;
  private readonly error: HTMLElement;

  constructor(
    texts: Texts,
    readonly setup: FieldSetup,
  ) {
    const id = `field-${setup.name}`;
    this.input = setup.rows
      ? el("textarea", { id, rows: setup.rows, maxLength: setup.longest })
      : el("input", { id, type: setup.type ?? "text", maxLength: setup.longest });
    this.input.dir = "auto";
    if (setup.autocomplete) this.input.autocomplete = setup.autocomplete;
    this.error = el("p", { id: `${id}-error`, className: "error", hidden: true });
    const label = el("label", { htmlFor: id, textContent: setup.label });
    if (!setup.isRequired) label.append(el("span", { className: "quiet", textContent: ` (${texts.say("optional")})` }));
    this.element = el("div", { className: "field" }, label, this.error, this.input);
    if (setup.isRequired) this.input.setAttribute("aria-required", "true");
  }

  get value(): string | undefined {
    return this.input.value.trim() === "" ? undefined : this.input.value.trim();
  }

  complain(why: string | null): void {
    this.error.hidden = why === null;
    this.error.textContent = why ?? "";
    this.input.setAttribute("aria-invalid", String(why !== null));
    if (why === null) this.input.removeAttribute("aria-describedby");
    else this.input.setAttribute("aria-describedby", this.error.id);
  }
}

/** What citizens should know right now. */
export function noticeBox(texts: Texts, notices: readonly string[]): HTMLElement | null {
  if (notices.length === 0) return null;
  return el(
    "aside",
    { className: "notice", attributes: { "aria-label": texts.say("notice") } },
    el("strong", { textContent: texts.say("notice") }),
    ...notices.map((it) => el("p", { textContent: it, dir: "auto" })),
  );
}
