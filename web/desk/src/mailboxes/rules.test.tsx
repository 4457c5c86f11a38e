import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { I18nextProvider } from "react-i18next";
import { beforeEach, expect, test, vi } from "vitest";
import { texts } from "../texts/texts";
import { formOf, type MailboxForm } from "./mailbox";
import { RulesTab } from "./RulesTab";

vi.setConfig({ testTimeout: 30_000 }); // many lists to choose from, on whatever machine

function Rules({ sought }: { sought: string[] }) {
  const [form, setForm] = useState<MailboxForm>({
    ...formOf(undefined),
    rules: sought.map((contains, number) => ({ number, field: "To", contains, service: "" })),
  });
  return <RulesTab form={form} onChange={(it) => setForm({ ...form, ...it })} wrong={() => undefined} />;
}

function show(...sought: string[]) {
  const cache = new QueryClient();
  cache.setQueryData(["services"], []);
  render(
    <I18nextProvider i18n={texts}>
      <QueryClientProvider client={cache}>
        <MantineProvider>
          <Rules sought={sought} />
        </MantineProvider>
      </QueryClientProvider>
    </I18nextProvider>,
  );
}

const order = () => screen.getAllByLabelText(/^innehåller/).map((it) => (it as HTMLInputElement).value);

beforeEach(async () => {
  await texts.changeLanguage("sv");
});

test("a rule is moved with Alt and an arrow, and whoever moves it stays with it", async () => {
  show("a", "b", "c");
  screen.getByDisplayValue("c").focus();

  await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
  expect(order()).toEqual(["a", "c", "b"]);
  expect(screen.getByDisplayValue("c")).toBe(document.activeElement);
  expect(screen.getByText(/^Flyttad/).textContent).toBe("Flyttad till plats 2");

  await userEvent.keyboard("{Alt>}{ArrowUp}{ArrowUp}{/Alt}");
  expect(order()).toEqual(["c", "a", "b"]);
});

test("a rule that a button has brought to the end can be brought back at once", async () => {
  show("a", "b");

  await userEvent.click(screen.getByLabelText("Flytta Regel 1 nedåt"));

  expect(order()).toEqual(["b", "a"]);
  expect(screen.getByLabelText("Flytta Regel 2 uppåt")).toBe(document.activeElement);
  await userEvent.keyboard("{Enter}");
  expect(order()).toEqual(["a", "b"]);
});

test("rules are added last and taken away one by one", async () => {
  show("a", "b");

  await userEvent.click(screen.getByText("Lägg till regel"));
  expect(order()).toEqual(["a", "b", ""]);
  await userEvent.click(screen.getByLabelText("Ta bort Regel 1"));
  expect(order()).toEqual(["b", ""]);
});
