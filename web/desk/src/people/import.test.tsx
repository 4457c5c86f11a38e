import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { I18nextProvider } from "react-i18next";
import { beforeEach, expect, test, vi } from "vitest";
import { api, type Schemas } from "../api/api";
import { texts } from "../texts/texts";
import ImportPage from "./ImportPage";

type Sent = { params: { query: { trial: boolean } }; bodySerializer: () => Blob };
type Row = Schemas["ImportedRow"];

const row = (number: number, outcome: Row["outcome"], flaws: Row["flaws"] = []): Row => ({
  number,
  name: `Person ${number}`,
  email: `person${number}@example.org`,
  outcome,
  flaws,
});

/** What the server answers, and what it was asked. */
function answering(rows: Row[], isDone = false) {
  const count = (outcome: Row["outcome"]) => rows.filter((it) => it.outcome === outcome).length;
  const data = {
    isDone,
    added: count("Added"),
    changed: count("Changed"),
    unchanged: count("Unchanged"),
    wrong: count("Wrong"),
    rows,
  };
  return vi.spyOn(api, "POST").mockResolvedValue({ data, response: new Response() } as never);
}

beforeEach(async () => {
  vi.restoreAllMocks();
  await texts.changeLanguage("sv");
  const history = createMemoryHistory({ initialEntries: ["/"] });
  const router = createRouter({ routeTree: createRootRoute({ component: ImportPage }), history });
  render(
    <I18nextProvider i18n={texts}>
      <MantineProvider env="test">
        <QueryClientProvider client={new QueryClient()}>
          <RouterProvider router={router as never} />
        </QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>,
  );
  await userEvent.type(await screen.findByLabelText("Eller klistra in rader"), "namn;e-post");
});

test("a wrong row is told in words, and nothing can be imported until it is mended", async () => {
  answering([row(2, "Added"), row(3, "Wrong", [{ kind: "Role", about: "Pilot", sentence: "There is no such role." }])]);

  await userEvent.click(screen.getByRole("button", { name: "Granska raderna" }));

  expect(await screen.findByText("Det finns ingen roll som heter ”Pilot”.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Importera \d/ })).toBeNull();
});

test("what has been looked through is what is imported", async () => {
  const asked = answering([row(2, "Added")]);
  await userEvent.click(screen.getByRole("button", { name: "Granska raderna" }));
  const take = await screen.findByRole("button", { name: "Importera 1 person" });
  answering([row(2, "Added")], true);

  await userEvent.click(take);

  expect(await screen.findByText(/Importen är klar/)).toBeTruthy();
  const calls = (asked.mock.calls as unknown as [string, Sent][]).map(([, sent]) => sent);
  expect(calls.map((it) => it.params.query.trial)).toEqual([true, false]);
  expect(calls[1]!.bodySerializer()).toBe(calls[0]!.bodySerializer());
});
