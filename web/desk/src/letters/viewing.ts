/** How a page is looked at. */
export type Look = { page: number; zoom: number; turn: number };

/** Parts of the width of the frame. */
export const zooms = [1, 1.5, 2, 3, 4];

export const firstLook: Look = { page: 0, zoom: 0, turn: 0 };

/** What the buttons and keys do. */
export type Step = "next" | "previous" | "larger" | "smaller" | "fit" | "turn";

/** Another page is looked at from its beginning, as large and turned as the one before. */
export function stepped(look: Look, step: Step, pages: number): Look {
  switch (step) {
    case "next":
      return { ...look, page: Math.min(look.page + 1, pages - 1) };
    case "previous":
      return { ...look, page: Math.max(look.page - 1, 0) };
    case "larger":
      return { ...look, zoom: Math.min(look.zoom + 1, zooms.length - 1) };
    case "smaller":
      return { ...look, zoom: Math.max(look.zoom - 1, 0) };
    case "fit":
      return { ...look, zoom: 0, turn: 0 };
    case "turn":
      return { ...look, turn: (look.turn + 90) % 360 };
  }
}

const keys: Record<string, Step> = {
  PageDown: "next",
  PageUp: "previous",
  "+": "larger",
  "-": "smaller",
  "0": "fit",
  r: "turn",
  R: "turn",
};

/** Arrows scroll; a key with another held down is somebody else's. */
export function stepOf({ key, ctrlKey, altKey, metaKey }: KeyboardEvent | React.KeyboardEvent): Step | undefined {
  return ctrlKey || altKey || metaKey ? undefined : keys[key];
}

/** Where the sheet and the picture on it stand: a page that lies on its side is as wide as it was high. */
export function placed(width: number, height: number, { zoom, turn }: Look) {
  const isSideways = turn % 180 !== 0;
  return {
    sheet: {
      inlineSize: `${zooms[zoom]! * 100}%`,
      aspectRatio: isSideways ? `${height} / ${width}` : `${width} / ${height}`,
    },
    picture: {
      inlineSize: isSideways ? `${(100 * width) / height}%` : "100%",
      transform: `translate(-50%, -50%) rotate(${turn}deg)`,
    },
  };
}
