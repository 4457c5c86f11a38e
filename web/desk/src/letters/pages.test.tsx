import { MantineProvider } from "@mantine/core";
import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { beforeAll, expect, test, vi } from "vitest";
import { texts } from "../texts/texts";
import { Pages } from "./Pages";
import type { Look } from "./viewing";

beforeAll(() => texts.changeLanguage("en"));

const page = (picture: string) => ({ picture, width: 1240, height: 1754, text: picture });
const letter = { letter: "l", pages: [page("First"), page("Second")] };

function Letter() {
  const [look, setLook] = useState<Look>({ page: 0, zoom: 0, turn: 0 });
  return <Pages contact="c" letter={letter as never} look={look} onLook={setLook} />;
}

test("a letter is leafed through from page to page, each read from its top, also where scrolling takes its time", () => {
  const scrolled = vi.fn(() => Promise.resolve());
  Element.prototype.scrollTo = scrolled as never;
  const { unmount } = render(
    <MantineProvider>
      <Letter />
    </MantineProvider>,
  );
  fireEvent.click(screen.getByRole("button", { name: texts.t("letters:next") }));
  expect(screen.getByRole("img").getAttribute("alt")).toBe("Second");
  expect(scrolled).toHaveBeenCalledTimes(2);
  expect(unmount).not.toThrow();
});
