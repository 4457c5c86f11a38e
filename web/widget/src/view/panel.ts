import { type Api, type CentreView, Refused, type ServiceView } from "../api";
import type { Conversation } from "../conversation";
import { el, icon, icons } from "../element";
import type { Texts } from "../texts";
import { ByMailScreen } from "./bymail";
import { closedScreen } from "./closed";
import { InvitedScreen, notInvitedScreen } from "./invited";
import { LeaveScreen, leftScreen } from "./leave";
import { StartScreen } from "./start";
import { TalkScreen } from "./talk";

interface Screen {
  element: HTMLElement;
  /** What gets the focus when the screen comes up. */
  first(): HTMLElement;
  update?(): void;
}

type ScreenName =
  | "loading"
  | "failed"
  | "notHere"
  | "closed"
  | "start"
  | "talk"
  | "leave"
  | "left"
  | "invited"
  | "byMail"
  | "uninvited";

/** The open chat: one dialog whose screen follows how things stand. */
export class Panel {
  isOpen = false;
  readonly element: HTMLElement;
  private readonly body = el("div", { className: "body" });
  private readonly heading = el("h2", { id: "title", tabIndex: -1 });
  private readonly announcer = el("div", { className: "hidden", attributes: { role: "status" } });
  private conversation!: Conversation;
  private centre: CentreView | null = null;
  private hasFailed = false;
  private isNotHere = false;
  private isLeaving = false;
  private isGoingByMail = false;
  private shown: ScreenName | null = null;
  private screen: Screen | null = null;
  private wasBroken = false;

  constructor(
    private readonly api: Api,
    private readonly service: string,
    private readonly texts: Texts,
    private readonly onClose: () => void,
  ) {
    const minimise = el(
      "button",
      {
        type: "button",
        className: "plain",
        title: texts.say("minimise"),
        attributes: { "aria-label": texts.say("minimise") },
        on: { click: () => this.onClose() },
      },
      icon(icons.minimise),
    );
    this.element = el(
      "section",
      {
        className: "panel",
        hidden: true,
        attributes: { role: "dialog", "aria-labelledby": "title" },
        on: { keydown: (event) => this.key(event) },
      },
      el("div", { className: "head" }, this.heading, minimise),
      this.announcer,
      this.body,
    );
    this.heading.textContent = texts.say("title");
  }

  attach(conversation: Conversation): void {
    this.conversation = conversation;
  }

  open(takesFocus: boolean): void {
    this.isOpen = true;
    this.element.hidden = false;
    if (!this.centre) void this.load();
    this.show();
    if (takesFocus) (this.screen?.first() ?? this.heading).focus();
  }

  close(): void {
    this.isOpen = false;
    this.element.hidden = true;
  }

  show(): void {
    if (!this.isOpen) return;
    const name = this.which();
    if (name !== this.shown) this.swap(name);
    this.screen?.update?.();
    this.heading.textContent =
      this.conversation.view?.serviceName ?? this.shownService?.name ?? this.texts.say("title");
    this.tellLine();
  }

  private get shownService(): ServiceView | undefined {
    return this.centre?.services.find((it) => it.key === this.service);
  }

  private which(): ScreenName {
    if (this.conversation.invited) return "invited";
    if (this.conversation.isUninvited) return "uninvited";
    if (this.conversation.left && this.conversation.view?.state !== "Talking") return "left";
    if (this.conversation.exists && this.isGoingByMail && this.conversation.view?.mayGoOnByMail) return "byMail";
    if (this.conversation.exists) return this.isLeaving && this.conversation.view?.mayLeaveMessage ? "leave" : "talk";
    if (this.isNotHere) return "notHere";
    if (this.hasFailed) return "failed";
    if (!this.centre) return "loading";
    const chat = this.shownService?.channels.find((it) => it.channel === "Chat");
    if (!chat) return "notHere";
    return chat.isOpen || chat.acceptsWhenClosed ? "start" : "closed";
  }

  private swap(name: ScreenName): void {
    const active = (this.element.getRootNode() as ShadowRoot).activeElement;
    // The heading has the focus while the screen has nothing of its own to give it to.
    const hadFocus = active === this.heading || this.body.contains(active);
    this.shown = name;
    this.screen = this.make(name);
    this.body.replaceChildren(this.screen.element);
    if (hadFocus) this.screen.first().focus();
  }

  private make(name: ScreenName): Screen {
    const { api, conversation, texts } = this;
    const formAddress = `${api.server}/${this.centre?.key ?? ""}/${this.service}?language=${texts.language}`;
    switch (name) {
      case "start":
        return new StartScreen(conversation, texts, this.shownService!);
      case "closed":
        return closedScreen(texts, this.shownService!, this.centre!.timeZone, formAddress);
      case "talk":
        return new TalkScreen(
          conversation,
          texts,
          () => this.startLeaving(true),
          () => this.again(),
          () => this.goByMail(true),
        );
      case "byMail":
        return new ByMailScreen(conversation, texts, () => this.goByMail(false));
      case "leave":
        return new LeaveScreen(conversation, texts, () => this.startLeaving(false));
      case "left":
        return leftScreen(texts, conversation.left!, `${api.server}/status?language=${texts.language}`, () =>
          this.again(),
        );
      case "invited":
        return new InvitedScreen(conversation, texts);
      case "uninvited":
        return notInvitedScreen(texts, () => this.again());
      case "failed":
        return this.message("noService", true);
      case "notHere":
        return this.message("notHere", false);
      default:
        return this.message("loading", false);
    }
  }

  private message(key: "loading" | "noService" | "notHere", mayTryAgain: boolean): Screen {
    const again = el("button", {
      type: "button",
      className: "primary",
      textContent: this.texts.say("tryAgain"),
      on: { click: () => void this.load() },
    });
    const element = el(
      "div",
      { className: "page" },
      el("p", { textContent: this.texts.say(key) }),
      mayTryAgain && again,
    );
    return { element, first: () => (mayTryAgain ? again : this.heading) };
  }

  private async load(): Promise<void> {
    this.hasFailed = false;
    this.show();
    try {
      this.centre = await this.api.services();
    } catch (error) {
      this.isNotHere = error instanceof Refused ? error.status === 404 : await this.api.isRefusedHere();
      this.hasFailed = true;
    }
    this.show();
  }

  private startLeaving(isLeaving: boolean): void {
    this.isLeaving = isLeaving;
    this.show();
    this.screen?.first().focus();
  }

  private goByMail(isGoing: boolean): void {
    this.isGoingByMail = isGoing;
    this.show();
    this.screen?.first().focus();
  }

  private again(): void {
    [this.isLeaving, this.isGoingByMail] = [false, false];
    this.conversation.forget();
    void this.load();
    this.screen?.first().focus();
  }

  /** A broken line is told once, and once when it is back. */
  private tellLine(): void {
    const isBroken = this.conversation.exists && this.conversation.line === "broken";
    if (isBroken !== this.wasBroken) this.announcer.textContent = this.texts.say(isBroken ? "broken" : "back");
    this.wasBroken = isBroken;
  }

  private key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === "Escape") this.onClose();
    if (event.key === "Tab" && getComputedStyle(this.element).getPropertyValue("--covers-page").trim() === "1")
      this.keepFocus(event);
  }

  /** On a small screen the panel covers the page: the focus stays in it. */
  private keepFocus(event: KeyboardEvent): void {
    const all = [...this.element.querySelectorAll<HTMLElement>("button, a[href], input, textarea")].filter(
      (it) => it.offsetParent !== null && !it.hasAttribute("disabled"),
    );
    const active = (this.element.getRootNode() as ShadowRoot).activeElement;
    const [first, last] = [all[0], all.at(-1)];
    if (event.shiftKey && active === first) last?.focus();
    else if (!event.shiftKey && active === last) first?.focus();
    else return;
    event.preventDefault();
  }
}
