import { type Left, Refused } from "../api";
import type { Conversation } from "../conversation";
import { el } from "../element";
import type { Texts } from "../texts";
import { Field } from "./field";

/** Leaves a message instead of waiting. */
export class LeaveScreen {
  readonly element: HTMLElement;
  private readonly fields: Field[];
  private readonly refusal = el("p", { className: "error", hidden: true, attributes: { role: "alert" } });
  private readonly submitButton: HTMLButtonElement;

  constructor(
    private readonly conversation: Conversation,
    private readonly texts: Texts,
    back: () => void,
  ) {
    this.fields = [
      new Field(texts, { name: "message", label: texts.say("message"), rows: 4, isRequired: true, longest: 4000 }),
      new Field(texts, {
        name: "email",
        label: texts.say("email"),
        type: "email",
        autocomplete: "email",
        longest: 254,
      }),
      new Field(texts, { name: "phone", label: texts.say("phone"), type: "tel", autocomplete: "tel", longest: 30 }),
      new Field(texts, { name: "name", label: texts.say("name"), autocomplete: "name", longest: 100 }),
    ];
    this.submitButton = el("button", { type: "submit", className: "primary", textContent: texts.say("leaveSend") });
    this.element = el(
      "form",
      { className: "page", noValidate: true, on: { submit: (event: Event) => void this.submit(event) } },
      el("h3", { textContent: texts.say("leave") }),
      el("p", { textContent: texts.say("leaveIntro") }),
      this.refusal,
      ...this.fields.map((it) => it.element),
      el("div", { className: "row" }, this.submitButton, this.button(back)),
    );
    const said = this.conversation.messages.find((it) => it.author === "Citizen")?.text;
    if (said) this.fields[0]!.input.value = said;
  }

  first(): HTMLElement {
    return this.fields[0]!.input;
  }

  private button(back: () => void): HTMLElement {
    return el("button", { type: "button", textContent: this.texts.say("leaveBack"), on: { click: back } });
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const [message] = this.fields;
    message!.complain(message!.value ? null : this.texts.say("missing"));
    if (!message!.value) {
      message!.input.focus();
      return;
    }
    this.submitButton.disabled = true;
    try {
      await this.conversation.leaveMessage(Object.fromEntries(this.fields.map((it) => [it.setup.name, it.value])));
    } catch (error) {
      this.refusal.hidden = false;
      this.refusal.textContent = this.texts.refusal(error instanceof Refused ? error.code : "");
    } finally {
      this.submitButton.disabled = false;
    }
  }
}

/** The receipt of a message that was left. */
export function leftScreen(texts: Texts, left: Left, statusAddress: string, again: () => void) {
  const heading = el("h3", { textContent: texts.say("leftTitle"), tabIndex: -1 });
  const element = el(
    "div",
    { className: "page" },
    heading,
    el("p", { textContent: texts.say("leftText") }),
    el(
      "dl",
      {},
      el("dt", { textContent: texts.say("reference") }),
      el("dd", { textContent: left.reference }),
      el("dt", { textContent: texts.say("code") }),
      el("dd", { textContent: left.code }),
    ),
    el("p", {}, el("a", { href: statusAddress, textContent: texts.say("toStatus") })),
    el("button", { type: "button", textContent: texts.say("again"), on: { click: again } }),
  );
  return { element, first: () => heading };
}
