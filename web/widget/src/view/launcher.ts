import type { Api } from "../api";
import type { Conversation } from "../conversation";
import { el, icon, icons } from "../element";
import type { Memory } from "../memory";
import type { Texts } from "../texts";
import { Panel } from "./panel";
import style from "./style.css?inline";
import talk from "./talk.css?inline";

const css = style + talk;

export interface Looks {
  /** light, dark, or as the citizen's system has it. */
  theme: string | undefined;
  /** A CSS colour for the button and the heading. */
  accent: string | undefined;
  /** left or right. */
  side: string | undefined;
}

/** The button in the page's corner, and the panel that it opens; both in a shadow tree, apart from the page's styles. */
export class Launcher {
  private readonly host = el("div");
  private readonly root: ShadowRoot;
  private readonly badge = el("span", { className: "badge", hidden: true });
  private readonly badgeText = el("span", { className: "hidden" });
  private readonly button: HTMLButtonElement;
  private readonly panel: Panel;
  private conversation!: Conversation;

  constructor(
    api: Api,
    service: string,
    private readonly texts: Texts,
    private readonly memory: Memory,
    looks: Looks,
  ) {
    this.root = this.host.attachShadow({ mode: "open" });
    this.host.lang = texts.language;
    this.host.dataset.isbergChat = service;
    if (looks.theme === "light" || looks.theme === "dark") this.host.dataset.theme = looks.theme;
    if (looks.side === "left") this.host.dataset.side = "left";
    if (looks.accent && CSS.supports("color", looks.accent))
      this.host.style.setProperty("--isberg-accent", looks.accent);
    dress(this.root);
    this.button = el(
      "button",
      {
        type: "button",
        className: "launcher",
        attributes: { "aria-expanded": "false" },
        on: { click: () => this.toggle() },
      },
      icon(icons.chat),
      el("span", { className: "label", textContent: texts.say("open") }),
      this.badge,
      this.badgeText,
    );
    this.panel = new Panel(api, service, texts, () => this.close());
  }

  mount(conversation: Conversation): void {
    this.conversation = conversation;
    this.panel.attach(conversation);
    this.root.append(this.button, this.panel.element);
    document.body.append(this.host);
    this.show();
  }

  show(): void {
    if (!this.conversation) return;
    if (this.panel.isOpen) this.conversation.markRead();
    const unread = this.conversation.unread;
    this.badge.hidden = unread === 0;
    this.badge.textContent = String(unread);
    this.badge.setAttribute("aria-hidden", "true");
    this.badgeText.textContent = unread === 0 ? "" : `, ${this.texts.count("unread", unread)}`;
    this.panel.show();
  }

  open(takesFocus = true): void {
    this.memory.write("open", true);
    this.button.setAttribute("aria-expanded", "true");
    this.panel.open(takesFocus);
    this.show();
  }

  private close(): void {
    this.memory.forget("open");
    this.button.setAttribute("aria-expanded", "false");
    this.panel.close();
    this.button.focus();
  }

  private toggle(): void {
    if (this.panel.isOpen) this.close();
    else this.open();
  }
}

/** A style sheet object passes a host page's policy against inline styles; the element is for old browsers. */
function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(el("style", { textContent: css }));
  }
}
