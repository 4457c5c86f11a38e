import { MantineProvider } from "@mantine/core";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { createRef } from "react";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { changeDraft } from "../agent/draft";
import type { Focusable } from "../agent/focus";
import { texts } from "../texts/texts";
import { MailForm } from "./MailForm";

vi.setConfig({ testTimeout: 30_000 }); // on whatever machine

beforeAll(() => texts.changeLanguage("en"));
beforeEach(() => sessionStorage.clear());

const words = { write: "Question", added: "Signed below.", send: "Send it" };

function show() {
  const onSend = vi.fn();
  render(
    <MantineProvider>
      <MailForm
        name="ask"
        contact={null}
        usual={{ to: [], subject: "The boiler" }}
        about={undefined}
        field={createRef<Focusable>()}
        words={words}
        needsSubject
        onSend={onSend}
      />
    </MantineProvider>,
  );
  const button = () => screen.getByRole<HTMLButtonElement>("button", { name: "Send it" });
  return { onSend, button };
}

const write = (to: string[], subject?: string) =>
  act(() =>
    changeDraft("ask", (was) => ({
      ...was,
      text: "Is it broken? ",
      mail: { to, html: "<div>Is it <b>broken</b>? </div>", ...(subject !== undefined && { subject }) },
    })),
  );

test("a mail can be sent when it says something to somebody, about something", () => {
  const { button } = show();
  expect(button().disabled).toBe(true);
  write([]);
  expect(button().disabled).toBe(true);
  write(["not an address"]);
  expect(button().disabled).toBe(true);
  write(["service@boilers.example"], " ");
  expect(button().disabled).toBe(true);
  write(["service@boilers.example"]);
  expect(button().disabled).toBe(false);
});

test("a mail is sent with its formatting, and with what was usual where nothing else was said", () => {
  const { button, onSend } = show();
  write(["service@boilers.example"]);
  fireEvent.click(button());
  expect(onSend).toHaveBeenCalledWith(
    expect.objectContaining({
      to: ["service@boilers.example"],
      subject: "The boiler",
      text: "Is it broken?",
      html: "<div>Is it <b>broken</b>? </div>",
    }),
    undefined,
  );
});
