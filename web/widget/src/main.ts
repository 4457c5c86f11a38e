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
  if (open === "true" || memory.read<boolean>("open")) launcher.open(false);
  conversation.run();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
else start();
