import { Api } from "./api";
import { Conversation } from "./conversation";
import { Memory } from "./memory";
import { Texts } from "./texts";
import { Launcher } from "./view/launcher";

/** The script tag that loaded us says which service, in which language, and how it looks. */
const tag = document.currentScript as HTMLScriptElement | null;

function start(): void {
  if (!tag) return;
  const { centre, service, lang, theme, accent, side, open } = tag.dataset;
  if (!centre || !service) {
    console.error("isberg-chat.js needs data-centre and data-service on its script tag.");
    return;
  }

  const server = new URL("..", tag.src).href.replace(/\/$/, "");
  const texts = new Texts(lang ?? document.documentElement.lang ?? navigator.language);
  const api = new Api(server, centre, texts.language);
  const memory = new Memory(`isberg:${centre}/${service}:`);
  const launcher = new Launcher(api, service, texts, memory, { theme, accent, side });
  const conversation = new Conversation(api, service, memory, () => launcher.show());
  launcher.mount(conversation);
  const invite = () => {
    const secret = server === location.origin ? secretInAddress() : null;
    const kept = secret ?? memory.read<string>("invitation");
    if (kept) void conversation.open(kept);
    if (secret) launcher.open();
  };
  if (open === "true" || memory.read<boolean>("open")) launcher.open(false);
  conversation.run();
  invite();
  window.addEventListener("hashchange", invite);
}

/** A link from a mail bears a secret after the #, which browsers send nowhere; it does not stay in the address either. */
function secretInAddress(): string | null {
  const secret = /^#isberg-chat=([\w-]+)$/.exec(location.hash)?.[1] ?? null;
  if (secret) history.replaceState(history.state, "", location.pathname + location.search);
  return secret;
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
else start();
