import type { ServiceView } from "../api";
import type { Conversation } from "../conversation";
import { el } from "../element";
import type { Texts } from "../texts";
import { Field, noticeBox } from "./field";

/** What is asked before a conversation begins: the question; who asks is nobody's business unless he says so. */
export class StartScreen {
  readonly element: HTMLElement;
  private readonly message: Field;
  private readonly name: Field;
  private readonly email: Field;
  private readonly refusal = el("p", { className: "error", hidden: true, attributes: { role: "alert" } });

  constructor(
    private readonly conversation: Conversation,
    private readonly texts: Texts,
    service: ServiceView,
  ) {
    this.message = new Field(texts, {
      name: "message",
      label: texts.say("question"),
      rows: 4,
      isRequired: true,
      longest: 4000,
    });
    this.name = new Field(texts, { name: "name", label: texts.say("name"), autocomplete: "name", longest: 100 });
    this.email = new Field(texts, {
      name: "email",
      label: texts.say("email"),
      type: "email",
      autocomplete: "email",
      longest: 254,
    });
    const { filled } = conversation.refused ?? {};
    if (filled) for (const it of ["message", "name", "email"] as const) this[it].input.value = filled[it] ?? "";
    this.element = el(
      "form",
      { className: "page", noValidate: true, on: { submit: (event: Event) => this.submit(event) } },
      noticeBox(texts, service.notices),
      el("p", { textContent: texts.say("intro") }),
      this.refusal,
      this.message.element,
      this.name.element,
      this.email.element,
      el("p", { className: "quiet", textContent: texts.say("noSecrets") }),
      el("button", { type: "submit", className: "primary", textContent: texts.say("start") }),
    );
  }

  first(): HTMLElement {
    return this.message.input;
  }

  update(): void {
    const { refused } = this.conversation;
    this.refusal.hidden = refused === null;
    if (refused) this.refusal.textContent = this.texts.refusal(refused.code);
  }

  private submit(event: Event): void {
    event.preventDefault();
    const message = this.message.value;
    this.message.complain(message ? null : this.texts.say("missing"));
    if (!message) {
      this.message.input.focus();
      return;
    }
    this.conversation.begin({ message, name: this.name.value, email: this.email.value });
    this.conversation.typing();
  }
}
