import { expect, test } from "vitest";
import { EventReader } from "./events";

test("an event is read however its text is cut into pieces", () => {
  const text = 'event: view\ndata: {"state":"Waiting"}\n\nevent: messages\nid: 3\ndata: [1,\ndata: 2]\n\n';
  for (let cut = 0; cut <= text.length; cut++) {
    const reader = new EventReader();
    const events = [...reader.take(text.slice(0, cut)), ...reader.take(text.slice(cut))];
    expect(events).toEqual([
      { kind: "view", data: { state: "Waiting" } },
      { kind: "messages", data: [1, 2] },
    ]);
  }
});

test("what carries no data is passed over", () => {
  expect(new EventReader().take(": a remark\n\nevent: beat\n\n")).toEqual([]);
});
