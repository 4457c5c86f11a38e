import type { FileView, Message } from "../api";
import type { Conversation } from "../conversation";
import { el, icon, icons, withLinks } from "../element";
import type { Unsent } from "../outbox";
import type { Texts } from "../texts";

/** What has been written. New messages are added at the end, so that screen readers read them out and nothing else. */
export class MessageList {
  readonly element: HTMLElement;
  private readonly sent = el("ol", {});
  private readonly unsent = el("ol", {});
  private shown = 0;
  private unsentShown = "";

  constructor(
    private readonly conversation: Conversation,
    private readonly texts: Texts,
  ) {
    this.element = el(
      "div",
      {
        className: "log",
        tabIndex: 0,
        attributes: { role: "log", "aria-live": "polite", "aria-label": texts.say("log") },
      },
      this.sent,
      this.unsent,
    );
    this.unsent.setAttribute("aria-live", "off");
  }

  update(): void {
    const isAtEnd = this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < 60;
    const fresh = this.conversation.messages.filter((it) => it.number > this.shown);
    if (this.conversation.messages.length === 0 && this.shown > 0) this.sent.replaceChildren();
    this.sent.append(...fresh.map((it) => this.message(it)));
    this.shown = this.conversation.lastNumber;
    this.showUnsent();
    if (isAtEnd || fresh.some((it) => it.author === "Citizen")) this.element.scrollTop = this.element.scrollHeight;
  }

  private message(message: Message): HTMLElement {
    const mine = message.author === "Citizen";
    const by = mine
      ? this.texts.say("you")
      : message.author === "Staff"
        ? message.by || this.texts.say("staff")
        : this.texts.say("automatic");
    return el(
      "li",
      { className: mine ? "mine" : "theirs" },
      el(
        "p",
        { className: "by" },
        by,
        " ",
        el("time", { dateTime: message.at, textContent: this.texts.time(message.at) }),
      ),
      message.text === null &&
        el("p", {
          className: "text quiet",
          textContent: this.texts.say(message.isByMail ? "answeredByMail" : "erased"),
        }),
      !!message.text && el("p", { className: "text", dir: "auto" }, ...withLinks(message.text)),
      ...message.files.map((it) => this.file(it)),
    );
  }

  private file(file: FileView): HTMLElement {
    const label = this.texts.say("fileDownload", { name: file.name });
    const save = async () => saveAs(await this.conversation.download(`files/${file.id}`), file.name);
    return el(
      "button",
      {
        type: "button",
        className: "file",
        attributes: { "aria-label": label },
        on: { click: () => void save().catch(() => undefined) },
      },
      icon(icons.download),
      file.name,
    );
  }

  private showUnsent(): void {
    const entries = this.conversation.outbox.all;
    const now = JSON.stringify(entries.map(({ key, number, refused }) => [key, number, refused]));
    if (now === this.unsentShown) return;
    this.unsentShown = now;
    this.unsent.replaceChildren(...entries.map((it) => this.unsentMessage(it)));
  }

  private unsentMessage(entry: Unsent): HTMLElement {
    const { texts } = this;
    const why = entry.refused
      ? texts.say("notTaken", { why: texts.refusal(entry.refused) })
      : entry.file
        ? texts.say("fileSending")
        : texts.say("unsent");
    return el(
      "li",
      { className: "mine unsent" },
      el("p", { className: "text", dir: "auto", textContent: entry.file?.name ?? entry.text }),
      entry.number === undefined && el("p", { className: entry.refused ? "error" : "quiet", textContent: why }),
      entry.refused !== undefined &&
        el("button", { type: "button", textContent: texts.say("remove"), on: { click: () => this.remove(entry) } }),
    );
  }

  private remove(entry: Unsent): void {
    this.conversation.outbox.remove(entry.key);
    this.update();
  }
}

/** Lets the browser save a file. */
export function saveAs(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = el("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
