import { MantineProvider } from "@mantine/core";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createRef } from "react";
import { beforeAll, expect, test, vi } from "vitest";
import type { Focusable } from "../agent/focus";
import { texts } from "../texts/texts";
import RichText, { type Rich } from "./RichText";

vi.setConfig({ testTimeout: 30_000 }); // on whatever machine

beforeAll(() => texts.changeLanguage("en"));

function show(value: Rich) {
  const onChange = vi.fn<(value: Rich) => void>();
  const field = createRef<Focusable>();
  const at = (now: Rich) => (
    <MantineProvider>
      <RichText label="Answer" value={now} field={field} onChange={onChange} onSubmit={vi.fn()} onFiles={vi.fn()} />
    </MantineProvider>
  );
  const { rerender } = render(at(value));
  return { onChange, rerender: (now: Rich) => rerender(at(now)), last: () => onChange.mock.lastCall![0] };
}

test("the toolbar is one stop, walked through by arrows, and makes a list of the line", async () => {
  const { last } = show({ text: "Take with you" });
  await screen.findByRole("button", { name: "Bold" });
  const button = (name: string) => screen.getByRole("button", { name });
  await waitFor(async () => {
    act(() => button("Bold").focus()); // the editor may just be made anew, and its bar with it
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    expect(document.activeElement).toBe(button("Bulleted list"));
  });
  await waitFor(() =>
    expect(screen.getAllByRole("button").filter((it) => it.tabIndex === 0)).toEqual([button("Bulleted list")]),
  );

  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(last()).toEqual({ text: "• Take with you", html: "<ul><li>Take with you</li></ul>" }));
  await waitFor(() => expect(button("Bulleted list").getAttribute("aria-pressed")).toBe("true"));
});

test("what is changed elsewhere stands in the editor", async () => {
  const { onChange, rerender } = show({ text: "Hello" });
  const field = await screen.findByRole("textbox", { name: "Answer" });
  rerender({ text: "x", html: "<div>Hello <b>Anna</b></div><div><br></div><div>Bye<script>1</script></div>" });
  expect(field.innerHTML).toMatch(/^<p>Hello <strong>Anna<\/strong><\/p><p>.*<\/p><p>Bye<\/p>$/);
  rerender({ text: "" });
  expect(field.textContent).toBe("");
  expect(onChange).not.toHaveBeenCalled();
});
