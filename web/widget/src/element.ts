type Child = Node | string | null | undefined | false;
type Properties<T> = Omit<Partial<T>, "attributes" | "children"> & {
  attributes?: Record<string, string>;
  on?: { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
};

/** Makes an element. Text becomes text nodes and nothing else, so that what people write is never markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties<HTMLElementTagNameMap[K]> = {} as Properties<HTMLElementTagNameMap[K]>,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  const { attributes, on, ...rest } = properties;
  Object.assign(made, rest);
  for (const [name, value] of Object.entries(attributes ?? {})) made.setAttribute(name, value);
  for (const [name, listener] of Object.entries(on ?? {})) made.addEventListener(name, listener as EventListener);
  made.append(...children.filter((it): it is Node | string => !!it));
  return made;
}

const svgNames = "http://www.w3.org/2000/svg";

/** A drawing of strokes in the text's colour, 20 by 20; screen readers pass it over. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(svgNames, "svg");
  for (const [name, value] of Object.entries({
    viewBox: "0 0 20 20",
    width: "20",
    height: "20",
    "aria-hidden": "true",
  }))
    svg.setAttribute(name, value);
  const drawn = document.createElementNS(svgNames, "path");
  for (const [name, value] of Object.entries({
    d: path,
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "1.7",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  }))
    drawn.setAttribute(name, value);
  svg.append(drawn);
  return svg;
}

export const icons = {
  chat: "M3 5.5A2.5 2.5 0 0 1 5.5 3h9A2.5 2.5 0 0 1 17 5.5v5a2.5 2.5 0 0 1-2.5 2.5H9l-4 4v-4A2.5 2.5 0 0 1 3 10.5z",
  minimise: "M5 8l5 5 5-5",
  file: "M14.5 9l-5 5a3 3 0 0 1-4.2-4.2l6-6a2 2 0 0 1 2.8 2.8l-6 6a1 1 0 0 1-1.4-1.4l5-5",
  send: "M3 10l14-6-5 13-3-5z",
  download: "M10 3v10m-4-4l4 4 4-4M4 17h12",
};

/** Web addresses become links, the rest stays text. */
export function withLinks(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const found of text.matchAll(/https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g)) {
    parts.push(text.slice(end, found.index));
    parts.push(
      el("a", { href: found[0], target: "_blank", rel: "noopener noreferrer nofollow", textContent: found[0] }),
    );
    end = found.index + found[0].length;
  }
  return [...parts, text.slice(end)];
}
