import { Refused } from "../api";
import type { Conversation } from "../conversation";
import { el } from "../element";
import type { Texts } from "../texts";
import { Field } from "./field";

/** Leaves the chat, and says where the rest is to go. */
export class ByMailScreen {
  readonly element: HTMLElement;
  private readonly email: Field;
  private readonly refusal = el("p", { className: "error", hidden: true, attributes: { role: "alert" } });

  constructor(
    private readonly conversation: Conversation,
    private readonly texts: Texts,
    private readonly back: () => void,
  ) {
    this.email = new Field(texts, {
      name: "email",
      label: texts.say("email"),
      type: "email",
      autocomplete: "email",
      isRequired: true,
      longest: 254,
    });
    this.element = el(
      "form",
      { className: "page", noValidate: true, on: { submit: (event: Event) => void this.submit(event) } },
      el("h3", { textContent: texts.say("goOnByMail") }),
      el("p", { textContent: texts.say("goOnByMailText") }),
      this.refusal,
      this.email.element,
      el(
        "div",
        { className: "row" },
        el("button", { type: "submit", className: "primary", textContent: texts.say("goOnByMail") }),
        el("button", { type: "button", textContent: texts.say("goOnByMailBack"), on: { click: back } }),
      ),
    );
  }

  first(): HTMLElement {
    return this.email.input;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.email.complain(this.email.value ? null : this.texts.say("missingEmail"));
    if (!this.email.value) return this.email.input.focus();
    try {
      await this.conversation.goOnByMail(this.email.value);
      this.back();
    } catch (error) {
      this.refusal.hidden = false;
      this.refusal.textContent = this.texts.refusal(error instanceof Refused ? error.code : "");
    }
  }
}
