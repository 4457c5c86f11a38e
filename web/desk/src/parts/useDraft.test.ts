import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { useDraft } from "./useDraft";

type Thing = { version: string; name: string };
const use = (first: Thing) =>
  renderHook(({ stored }) => useDraft(stored, (it) => ({ name: it?.name ?? "" })), { initialProps: { stored: first } });
const mine: Thing = { version: "1", name: "Avfall" };
const theirs: Thing = { version: "2", name: "Avfall och vatten" };

test("what somebody else saves is taken over as long as nothing is edited here", () => {
  const { result, rerender } = use(mine);
  rerender({ stored: theirs });
  expect(result.current).toMatchObject({ draft: { name: "Avfall och vatten" }, base: theirs, isChanged: false });
  expect(result.current.overtaken).toBeUndefined();
});

test("an edit stays when somebody else saves, until theirs is loaded", () => {
  const { result, rerender } = use(mine);
  act(() => result.current.setDraft({ name: "Sopor" }));
  rerender({ stored: theirs });
  expect(result.current).toMatchObject({ draft: { name: "Sopor" }, base: mine });
  act(() => result.current.overtaken!.takeTheirs());
  expect(result.current).toMatchObject({ draft: { name: "Avfall och vatten" }, base: theirs, isChanged: false });
});

test("whoever goes on with her own edit saves it over theirs, knowingly", () => {
  const { result, rerender } = use(mine);
  act(() => result.current.setDraft({ name: "Sopor" }));
  rerender({ stored: theirs });
  act(() => result.current.overtaken!.keepMine());
  expect(result.current).toMatchObject({ draft: { name: "Sopor" }, base: theirs, isChanged: true });
  expect(result.current.overtaken).toBeUndefined();
});
