import type { ConversationView } from "../api";
import type { Conversation } from "../conversation";
import { el, icon, icons } from "../element";
import { minutes, type Texts } from "../texts";
import { noticeBox } from "./field";
import { MessageList, saveAs } from "./messages";

const longest = 4_000;
const largestFile = 10 * 1024 * 1024;
const accepted = ".jpg,.jpeg,.png,.gif,.webp,.heic,.pdf,.txt,.docx,.xlsx,.odt,.ods";

/** The conversation: how it stands, what has been written, and where one writes. */
export class TalkScreen {
  readonly element: HTMLElement;
  private readonly status = el("div", { className: "status", attributes: { role: "status" } });
  private readonly line = el("p", { className: "line", hidden: true });
  private readonly notices = el("div");
  private readonly list: MessageList;
  private readonly typingNote = el("p", { className: "typing", hidden: true });
  private readonly input: HTMLTextAreaElement;
  private readonly problem = el("p", {
    id: "problem",
    className: "error",
    hidden: true,
    attributes: { role: "alert" },
  });
  private readonly composer: HTMLFormElement;
  private readonly leaveButton: HTMLButtonElement;
  private readonly bar = el("div", { className: "bar" });
  private noticesShown = "";
  private barShown = "";

  constructor(
    private readonly conversation: Conversation,
    private readonly texts: Texts,
    leave: () => void,
    private readonly again: () => void,
    private readonly goOnByMail: () => void,
  ) {
    this.list = new MessageList(conversation, texts);
    this.leaveButton = el("button", {
      type: "button",
      textContent: texts.say("leave"),
      hidden: true,
      on: { click: leave },
    });
    this.input = el("textarea", {
      id: "write",
      rows: 2,
      dir: "auto",
      placeholder: texts.say("write"),
      attributes: { "aria-label": texts.say("write") },
      on: { keydown: (event) => this.key(event), input: () => this.typed() },
    });
    this.composer = this.makeComposer();
    this.element = el(
      "div",
      { className: "talk" },
      this.status,
      this.line,
      this.leaveButton,
      this.notices,
      this.list.element,
      this.typingNote,
      this.composer,
      this.bar,
    );
  }

  first(): HTMLElement {
    return this.composer.hidden ? (this.bar.querySelector("button") ?? this.status) : this.input;
  }

  update(): void {
    const { view, line } = this.conversation;
    const isBroken = line === "broken";
    this.line.hidden = !isBroken;
    this.line.textContent = isBroken ? this.texts.say("broken") : "";
    this.list.update();
    setText(this.status, view ? this.standing(view) : this.texts.say("starting"));
    this.status.dataset.state = view?.state ?? "Waiting";
    this.leaveButton.hidden = !(view?.mayLeaveMessage ?? false);
    this.showNotices(view);
    const who = view?.answeredBy ?? this.texts.say("staff");
    this.typingNote.hidden = !this.conversation.isStaffTyping;
    this.typingNote.textContent = this.texts.say("typing", { name: who });
    const hadFocus = (this.element.getRootNode() as ShadowRoot).activeElement === this.input;
    this.composer.hidden = this.conversation.isOver;
    this.showBar();
    if (hadFocus && this.composer.hidden) this.first().focus();
  }

  /** How the conversation stands, in words. */
  private standing(view: ConversationView): string {
    const { texts } = this;
    switch (view.state) {
      case "Waiting":
        return [
          view.position !== null &&
            (view.position === 1 ? texts.say("next") : texts.say("position", { position: view.position })),
          this.wait(view),
          texts.say("mayWrite"),
        ]
          .filter(Boolean)
          .join(" ");
      case "Talking":
        if (view.isByMail) return texts.say("byMail");
        return view.answeredBy ? texts.say("talking", { name: view.answeredBy }) : texts.say("talkingNobody");
      case "Closed":
        return texts.say("turnedAway");
      case "Left":
        return texts.say("leftQueue");
      default:
        return texts.say("ended");
    }
  }

  private wait(view: ConversationView): string {
    if (!view.wait) return this.texts.say("waitUnknown");
    const [from, until] = [minutes(view.wait.from), minutes(view.wait.until)];
    if (until <= 1) return this.texts.say("waitSoon");
    return from >= until || from === 0 ? this.texts.say("waitOne", { until }) : this.texts.say("wait", { from, until });
  }

  private showNotices(view: ConversationView | null): void {
    const notices = view?.notices ?? [];
    if (notices.join("\n") === this.noticesShown) return;
    this.noticesShown = notices.join("\n");
    this.notices.replaceChildren(...[noticeBox(this.texts, notices)].filter((it) => it !== null));
  }

  /** Below: ending, or, when it is over, what to keep and what next. */
  private showBar(): void {
    const { isOver, view } = this.conversation;
    const running = view?.isByMail ? "byMail" : view?.mayGoOnByMail ? "mailable" : "running";
    const name = isOver ? "over" : view ? running : "beginning";
    if (name === this.barShown) return;
    this.barShown = name;
    const save = this.button("transcript", () => void this.saveTranscript(), icons.download);
    if (name === "over") this.bar.replaceChildren(save, this.button("again", this.again));
    else if (view)
      this.bar.replaceChildren(
        save,
        ...(name === "mailable" ? [this.button("goOnByMail", this.goOnByMail)] : []),
        view.isByMail ? this.button("again", this.again) : this.button("end", () => this.askEnd()),
      );
    else this.bar.replaceChildren();
  }

  private button(
    key: "transcript" | "again" | "end" | "endYes" | "endNo" | "goOnByMail",
    click: () => void,
    drawn?: string,
  ): HTMLButtonElement {
    return el("button", { type: "button", on: { click } }, drawn ? icon(drawn) : null, this.texts.say(key));
  }

  private askEnd(): void {
    const yes = this.button("endYes", () => void this.end());
    yes.className = "danger";
    const no = this.button("endNo", () => {
      this.barShown = "";
      this.showBar();
      this.bar.querySelector<HTMLButtonElement>("button:last-child")?.focus();
    });
    const question = el("p", { id: "end-question", textContent: this.texts.say("endAsk") });
    this.bar.replaceChildren(
      el(
        "div",
        { className: "row", attributes: { role: "group", "aria-labelledby": "end-question" } },
        question,
        yes,
        no,
      ),
    );
    yes.focus();
  }

  private async end(): Promise<void> {
    try {
      await this.conversation.end();
    } catch {
      this.complain(this.texts.say("failed"));
    }
  }

  private async saveTranscript(): Promise<void> {
    try {
      const page = await this.conversation.download(`transcript?language=${this.texts.language}`);
      saveAs(page, `${this.conversation.view?.reference ?? "isberg"}.html`);
    } catch {
      this.complain(this.texts.say("failed"));
    }
  }

  private makeComposer(): HTMLFormElement {
    const file = el("input", {
      type: "file",
      accept: accepted,
      hidden: true,
      tabIndex: -1,
      on: { change: () => this.attach(file) },
    });
    const attach = el(
      "button",
      {
        type: "button",
        className: "plain",
        title: this.texts.say("attach"),
        attributes: { "aria-label": this.texts.say("attach") },
        on: { click: () => file.click() },
      },
      icon(icons.file),
    );
    const send = el(
      "button",
      {
        type: "submit",
        className: "primary",
        title: this.texts.say("send"),
        attributes: { "aria-label": this.texts.say("send") },
      },
      icon(icons.send),
    );
    return el(
      "form",
      { className: "composer", noValidate: true, on: { submit: (event: Event) => this.submit(event) } },
      this.problem,
      el("div", { className: "row" }, attach, file, this.input, send),
    );
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.composer.requestSubmit();
  }

  private typed(): void {
    const over = this.input.value.length - longest;
    this.complain(over > 0 ? this.texts.say("tooLong", { many: over }) : null);
    if (this.input.value.trim() !== "") this.conversation.typing();
  }

  private submit(event: Event): void {
    event.preventDefault();
    const text = this.input.value;
    if (text.trim() === "" || text.length > longest) return;
    this.conversation.write(text);
    this.input.value = "";
    this.input.focus();
  }

  private attach(picker: HTMLInputElement): void {
    const file = picker.files?.[0];
    picker.value = "";
    if (!file) return;
    this.complain(file.size > largestFile ? this.texts.say("fileTooLarge") : null);
    if (file.size <= largestFile) this.conversation.send(file);
    this.input.focus();
  }

  private complain(why: string | null): void {
    this.problem.hidden = why === null;
    setText(this.problem, why ?? "");
    if (why === null) this.input.removeAttribute("aria-describedby");
    else this.input.setAttribute("aria-describedby", "problem");
  }
}

/** A live region is read out again when it is written to; so only when it changes. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
