import { expect, test } from "vitest";
import { el, withLinks } from "../element";
import { minutes, Texts } from "../texts";

test("what people write is text, whatever it looks like", () => {
  const hostile = '<img src=x onerror="alert(1)"> https://example.org/<script>alert(1)</script>';
  const shown = el("p", {}, ...withLinks(hostile));
  expect(shown.querySelectorAll("img, script")).toHaveLength(0);
  expect(shown.textContent).toBe(hostile);
  expect(shown.querySelector("a")?.getAttribute("href")).toBe("https://example.org/");
});

test("only web addresses become links", () => {
  const shown = el("p", {}, ...withLinks("javascript:alert(1) data:text/html,x mailto:a@b.c"));
  expect(shown.querySelector("a")).toBeNull();
});

test("a wait is told in whole minutes, rounded up", () => {
  expect([
    minutes("00:00:00"),
    minutes("00:00:20"),
    minutes("00:02:00"),
    minutes("01:00:01"),
    minutes("1.00:00:00.5"),
  ]).toEqual([0, 1, 2, 61, 1440]);
});

test("a language that we do not speak becomes Swedish", () => {
  expect(["fi-FI", "EN", "de"].map((it) => new Texts(it).language)).toEqual(["fi", "en", "sv"]);
});
