import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../api/api";
import { changeDraft, type Draft, readDraft } from "./draft";
import { contentOf, draftOf, keepingOf, keepMine, keepSoon, keptVersion, leave, take, takeOwn } from "./keeping";

const file = { id: "f", name: "Beslut.pdf", contentType: "application/pdf", bytes: 20 };
const whole: Draft = {
  text: "Hej",
  note: "intern",
  isNote: false,
  byMail: true,
  mail: { goesOn: true, to: ["anna@x.example"], subject: "Bygglov", html: "<b>Hej</b>", files: [file], seen: 3 },
};

/** The server, as far as drafts go: answers what it is told to, and remembers what was sent. */
let sent: { content: { text: string }; seen: string | null }[] = [];
let answers: [number, unknown][] = [];

const write = (contact: string, text: string) => changeDraft(contact, (was) => ({ ...was, text }));
const left = (text: string, version: string) => ({
  person: "p",
  personName: "Maya",
  at: "2026-11-22T09:00:00Z",
  content: { text, isNote: false, byMail: false, goesOn: false },
  version,
});

beforeEach(() => {
  sessionStorage.clear();
  [sent, answers] = [[], []];
  vi.useFakeTimers();
  vi.spyOn(api, "PUT").mockImplementation((async (_path: string, { body }: { body: (typeof sent)[0] }) => {
    sent.push(body);
    const [status, said] = answers.shift() ?? [200, { version: `v${sent.length}` }];
    return { data: said, error: said, response: new Response(null, { status }) };
  }) as never);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a draft", () => {
  test("comes back from the server as it was", () => {
    expect(draftOf(contentOf(whole))).toEqual(whole);
    expect(draftOf({ text: "Hej", isNote: false, byMail: false, goesOn: false })).toEqual({
      text: "Hej",
      note: "",
      isNote: false,
    });
  });

  test("is kept when its writer pauses, each time upon what the server had", async () => {
    write("a", "He");
    keepSoon("a");
    write("a", "Hej");
    keepSoon("a");
    await vi.advanceTimersByTimeAsync(2_000);
    write("a", "Hej Anna");
    keepSoon("a");
    await vi.advanceTimersByTimeAsync(2_000);

    expect(sent.map((it) => [it.content.text, it.seen])).toEqual([
      ["Hej", null],
      ["Hej Anna", "v1"],
    ]);
    expect([keepingOf("a"), keptVersion("a")]).toEqual(["kept", "v2"]);
  });

  test("stays here and is tried again while the server cannot be reached", async () => {
    answers = [[503, { code: "storage.unavailable", title: "x" }]];
    write("b", "Hej");
    keepSoon("b");
    await vi.advanceTimersByTimeAsync(1_500);
    expect([keepingOf("b"), readDraft("b").text]).toEqual(["here", "Hej"]);
    await vi.advanceTimersByTimeAsync(4_000);
    expect([keepingOf("b"), sent.length]).toEqual(["kept", 2]);
  });

  test("that was changed in another window overwrites nothing until somebody has looked", async () => {
    answers = [[412, { code: "draft.changed", title: "x" }]];
    write("c", "Mitt");
    keepSoon("c");
    await vi.advanceTimersByTimeAsync(10_000);
    expect([keepingOf("c"), readDraft("c").text, sent.length]).toEqual(["changed", "Mitt", 1]);

    keepMine("c", left("Annat", "v9"));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent[1]).toMatchObject({ content: { text: "Mitt" }, seen: "v9" });

    take("c", left("Annat", "v10"));
    await vi.advanceTimersByTimeAsync(2_000);
    expect([readDraft("c").text, sent.length]).toEqual(["Annat", 2]);
  });

  test("of the server takes the place of what is here, unless that has not reached it", async () => {
    takeOwn("d", left("Från servern", "v1"));
    expect(readDraft("d").text).toBe("Från servern");
    write("d", "Från servern, och mer");
    takeOwn("d", left("Från servern", "v1"));
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toMatchObject([{ content: { text: "Från servern, och mer" }, seen: "v1" }]);
    takeOwn("d", undefined);
    expect(keptVersion("d")).toBeUndefined();
  });

  test("leaves this computer when it has reached the server and its writer goes elsewhere", async () => {
    write("e", "Hej");
    leave("e");
    expect(readDraft("e").text).toBe("Hej");
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toMatchObject([{ content: { text: "Hej" } }]);
    leave("e");
    expect(readDraft("e").text).toBe("");
    expect(sent).toHaveLength(1);
  });
});
