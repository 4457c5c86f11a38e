import { Refused } from "../api";
import type { Conversation } from "../conversation";
import { el } from "../element";
import type { Texts } from "../texts";

/** What a link from a mail invites to. Nothing has begun before the citizen says so: programs open links, too. */
export class InvitedScreen {
  readonly element: HTMLElement;
  private readonly start: HTMLButtonElement;
  private readonly refusal = el("p", { className: "error", hidden: true, attributes: { role: "alert" } });

  constructor(
    private readonly conversation: Conversation,
    private readonly texts: Texts,
  ) {
    const { by, subject } = conversation.invited!;
    this.start = el("button", {
      type: "button",
      className: "primary",
      textContent: texts.say("start"),
      on: { click: () => void this.join() },
    });
    this.element = el(
      "div",
      { className: "page" },
      el("h3", { textContent: by ? texts.say("invitedBy", { name: by }) : texts.say("invited") }),
      subject ? el("p", { dir: "auto", textContent: subject }) : null,
      el("p", { textContent: texts.say("invitedText") }),
      el("p", { className: "quiet", textContent: texts.say("noSecrets") }),
      this.refusal,
      this.start,
    );
  }

  first(): HTMLElement {
    return this.start;
  }

  private async join(): Promise<void> {
    this.start.disabled = true;
    try {
      await this.conversation.join();
    } catch (error) {
      this.refusal.hidden = false;
      this.refusal.textContent = this.texts.refusal(error instanceof Refused ? error.code : "");
      this.start.disabled = false;
    }
  }
}

/** The link opens nothing any longer. */
export function notInvitedScreen(texts: Texts, again: () => void) {
  const button = el("button", {
    type: "button",
    className: "primary",
    textContent: texts.say("again"),
    on: { click: again },
  });
  const element = el("div", { className: "page" }, el("p", { textContent: texts.say("notInvited") }), button);
  return { element, first: () => button };
}
