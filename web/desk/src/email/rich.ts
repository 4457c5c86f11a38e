/** What the editor holds: paragraphs, which are lines, and lists; in them text with bold, italic and links. */
export type RichNode = {
  type?: string;
  attrs?: Record<string, unknown>;
  content?: RichNode[];
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  text?: string;
};

/** A text as the editor holds it: each line is a paragraph. */
export function docOf(text: string): RichNode {
  return { type: "doc", content: text.split("\n").map(lineOf) };
}

function lineOf(text: string): RichNode {
  return { type: "paragraph", ...(text && { content: [{ type: "text", text }] }) };
}

/** There is more to it than its text. */
export function isFormatted(node: RichNode): boolean {
  return (
    node.type === "bulletList" ||
    node.type === "orderedList" ||
    (node.marks?.length ?? 0) > 0 ||
    (node.content ?? []).some(isFormatted)
  );
}

/** As plain text: what the outbox shows; the server makes its own of what is sent. */
export function textOf(node: RichNode, indent = ""): string {
  const under = node.content ?? [];
  if (node.type === "text") return node.text ?? "";
  if (node.type === "hardBreak") return "\n";
  if (node.type === "paragraph") return under.map((it) => textOf(it)).join("");
  if (node.type === "bulletList") return under.map((it) => itemOf(it, "• ", indent)).join("\n");
  if (node.type === "orderedList") {
    const first = Number(node.attrs?.start ?? 1);
    return under.map((it, at) => itemOf(it, `${first + at}. `, indent)).join("\n");
  }
  return under.map((it) => textOf(it)).join("\n");
}

function itemOf(item: RichNode, mark: string, indent: string): string {
  const [first, ...rest] = (item.content ?? []).map((it) => textOf(it, `${indent}   `));
  return [`${indent}${mark}${first ?? ""}`, ...rest].join("\n");
}

/** As HTML in the few elements that mail programs agree on. */
export function htmlOf(node: RichNode): string {
  const under = node.content ?? [];
  const all = () => under.map(htmlOf).join("");
  switch (node.type) {
    case "text":
      return (node.marks ?? []).reduce(marked, escaped(node.text ?? ""));
    case "hardBreak":
      return "<br>";
    case "paragraph":
      return `<div>${all() || "<br>"}</div>`;
    case "bulletList":
      return `<ul>${all()}</ul>`;
    case "orderedList":
      return `<ol${Number(node.attrs?.start ?? 1) > 1 ? ` start="${Number(node.attrs?.start)}"` : ""}>${all()}</ol>`;
    case "listItem":
      return `<li>${under.map((it, at) => (at === 0 && it.type === "paragraph" ? (it.content ?? []).map(htmlOf).join("") : htmlOf(it))).join("")}</li>`;
    default:
      return all();
  }
}

const tags: Record<string, string> = { bold: "b", italic: "i" };

function marked(html: string, mark: { type: string; attrs?: Record<string, unknown> }): string {
  if (mark.type === "link") return `<a href="${escaped(String(mark.attrs?.href ?? ""))}">${html}</a>`;
  const tag = tags[mark.type];
  return tag ? `<${tag}>${html}</${tag}>` : html;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Mail programs write an empty line as a break in a block of its own; the editor takes that for two. */
export function withoutBreaks(html: string): string {
  return html.replace(/<(div|p)(?:\s[^>]*)?>\s*<br[^>]*>\s*<\/\1>/gi, "<p></p>");
}

/** What was typed as the address of a link; undefined when it leads nowhere. */
export function linkOf(typed: string): string | undefined {
  const text = typed.trim();
  if (/^(https?:\/\/|mailto:|tel:)\S+$/i.test(text)) return text;
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return `mailto:${text}`;
  return /^[^\s:/]+\.[^\s:/]{2,}(\/\S*)?$/.test(text) ? `https://${text}` : undefined;
}
