import { describe, expect, test } from "vitest";
import { firstLook, placed, stepOf, stepped, zooms } from "./viewing";

describe("looking at a letter", () => {
  test("pages end at the first and the last", () => {
    expect(stepped(firstLook, "previous", 2).page).toBe(0);
    expect(stepped(stepped(firstLook, "next", 2), "next", 2).page).toBe(1);
  });

  test("a page is not made smaller than the frame, nor larger than there is to see", () => {
    expect(stepped(firstLook, "smaller", 1).zoom).toBe(0);
    let look = firstLook;
    for (let at = 0; at < 9; at++) look = stepped(look, "larger", 1);
    expect(look.zoom).toBe(zooms.length - 1);
  });

  test("four turns are none, and the next page stays turned", () => {
    let look = stepped(firstLook, "turn", 2);
    expect(stepped(look, "next", 2).turn).toBe(90);
    for (let at = 0; at < 3; at++) look = stepped(look, "turn", 2);
    expect(look).toEqual(firstLook);
  });

  test("a page on its side is as wide as it was high", () => {
    expect(placed(100, 200, firstLook).sheet.aspectRatio).toBe("100 / 200");
    const turned = placed(100, 200, { ...firstLook, turn: 90 });
    expect(turned.sheet.aspectRatio).toBe("200 / 100");
    expect(turned.picture.inlineSize).toBe("50%");
  });

  test("a key with another held down is somebody else's", () => {
    const key = { key: "r", ctrlKey: false, altKey: false, metaKey: false } as KeyboardEvent;
    expect(stepOf(key)).toBe("turn");
    expect(stepOf({ ...key, ctrlKey: true })).toBeUndefined();
    expect(stepOf({ ...key, key: "ArrowDown" })).toBeUndefined();
  });
});
