import { beforeEach, describe, expect, test } from "vitest";
import { changeDraft, isBegun, putBack } from "../agent/draft";
import {
  addressesIn,
  answerAll,
  answerSubject,
  answerTo,
  calm,
  hasOtherSubject,
  isAddress,
  isLong,
  laterChoices,
  type Mail,
  type Message,
  otherDomain,
  plainSubject,
  standing,
  trust,
  writtenSince,
} from "./mail";
import { frameOf } from "./page";

const anna = { address: "anna@citizen.example", name: "Anna" };

const mail = (change: Partial<Mail> = {}): Mail => ({
  mail: "m",
  isOutgoing: false,
  state: "Received",
  subject: "Bygglov",
  from: anna,
  to: [{ address: "kontakt@example.org" }],
  cc: [],
  bcc: [],
  replyTo: [],
  folded: { quote: null, signature: null },
  verdict: null,
  automatic: null,
  hasPage: false,
  hasSource: true,
  leftOut: [],
  sendsAt: null,
  yieldsToCitizen: false,
  attempts: 0,
  trouble: null,
  mayBeTwice: false,
  html: null,
  sentAt: null,
  invitesUntil: null,
  endedAt: null,
  ...change,
});

const message = (number: number, change: Partial<Mail> = {}, author: Message["author"] = "Citizen"): Message => ({
  message: `m${number}`,
  number,
  author,
  person: null,
  personName: null,
  at: "2026-11-22T09:00:00Z",
  text: "Hej",
  files: [],
  mail: mail(change),
});

describe("to whom an answer goes", () => {
  test("to where the newest mail from a person came from", () => {
    const boris = { address: "boris@citizen.example" };
    expect(answerTo([message(1), message(2, { from: boris })])).toEqual([boris]);
  });

  test("to where its sender wants answers, when he says so", () => {
    const office = { address: "office@citizen.example" };
    expect(answerTo([message(1, { replyTo: [office] })])).toEqual([office]);
  });

  test("not to a machine, unless only machines have written", () => {
    const machine = { from: { address: "no-reply@machine.example" }, automatic: "DeliveryReport" };
    expect(answerTo([message(1), message(2, machine)])).toEqual([anna]);
    expect(answerTo([message(1, machine)])).toEqual([machine.from]);
  });

  test("to whom we wrote last, when nobody has written to us", () => {
    expect(answerTo([message(1, { isOutgoing: true, to: [anna] }, "Staff")])).toEqual([anna]);
    expect(answerTo([])).toEqual([]);
  });

  test("an answer to everybody copies the others, and neither us nor anybody twice", () => {
    const [boris, cecilia] = [{ address: "boris@citizen.example" }, { address: "cecilia@citizen.example" }];
    const ours = { address: "Kontakt+k7@example.org" };
    const to = { to: [{ address: "kontakt@example.org" }, boris], cc: [cecilia, boris, ours, anna] };
    expect(answerAll([message(1, to)], ["kontakt@example.org"])).toEqual({
      to: [anna.address],
      cc: [boris.address, cecilia.address],
    });
    expect(answerAll([message(1)], ["kontakt@example.org"])).toBeUndefined();
  });

  test("a reply address in somebody else's domain is told of, as long as the answer goes there", () => {
    const all = [message(1, { replyTo: [{ address: "anna@elsewhere.example" }] })];
    expect(otherDomain(all, ["anna@elsewhere.example"])).toEqual({
      sender: "citizen.example",
      other: "elsewhere.example",
    });
    expect(otherDomain(all, ["anna@citizen.example"])).toBeUndefined();
    expect(otherDomain([message(1, { replyTo: [{ address: "office@Citizen.example" }] })], [])).toBeUndefined();
  });
});

describe("addresses", () => {
  test("are taken out of what is pasted, each once", () => {
    expect(addressesIn(['"Berg, Anna" <anna@x.example>, Boris <boris@x.example>; anna@X.example'])).toEqual([
      "anna@x.example",
      "boris@x.example",
    ]);
    expect(addressesIn(["anna@x.example boris@x.example"])).toEqual(["anna@x.example", "boris@x.example"]);
  });

  test("that are none stay, so that they can be mended", () => {
    expect(addressesIn(["Anna <anna@x.example>, fel adress"])).toEqual(["anna@x.example", "fel adress"]);
    expect(["anna@x.example", "fel adress", "anna@x", "a@b@x.example", "anna@x.example."].map(isAddress)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("the subject", () => {
  test("of an answer is the conversation's", () => {
    expect(answerSubject([message(1)])).toBe("Re: Bygglov");
    expect(answerSubject([message(1), message(2, { subject: "SV: Bygglov" })])).toBe("SV: Bygglov");
    expect(answerSubject([message(1), message(2, { subject: "Frånvarande: Bygglov", automatic: "OutOfOffice" })])).toBe(
      "Re: Bygglov",
    );
    expect(answerSubject([message(1, { subject: "FW: Bygglov" })])).toBe("Re: FW: Bygglov");
    expect(answerSubject([])).toBe("");
  });

  test("is said where it differs, whatever programs put around it", () => {
    expect(plainSubject("Sv: RE[2]: Vs: Bygglov [JC2P-MCRE]")).toBe("Bygglov");
    expect(hasOtherSubject(mail(), undefined)).toBe(true);
    expect(hasOtherSubject(mail({ subject: "Re: bygglov [JC2P-MCRE]" }), mail())).toBe(false);
    expect(hasOtherSubject(mail({ subject: "Faktura" }), mail())).toBe(true);
    expect(hasOtherSubject(mail({ subject: null }), mail())).toBe(false);
  });
});

describe("where an outgoing mail stands", () => {
  const written = "2026-11-22T09:00:00Z";
  const now = Date.parse(written);
  const queued = { state: "Queued" as const, attempts: 0 };

  test("for a moment it can be undone", () => {
    const it = { ...queued, sendsAt: "2026-11-22T09:00:10Z" };
    expect(standing(it, written, now)).toEqual({ state: "undo", seconds: 10 });
    expect(standing(it, written, now + 9_700)).toEqual({ state: "undo", seconds: 1 });
    expect(standing(it, written, now + 10_000)).toEqual({ state: "sending" });
  });

  test("one with a time of its own waits for it, to the last second", () => {
    const it = { ...queued, sendsAt: "2026-11-23T07:00:00Z" };
    expect(standing(it, written, now)).toEqual({ state: "scheduled", at: it.sendsAt });
    expect(standing(it, written, Date.parse(it.sendsAt) - 5_000)).toEqual({ state: "scheduled", at: it.sendsAt });
  });

  test("one that was tried in vain tells when it is tried again", () => {
    const it = { ...queued, attempts: 2, sendsAt: "2026-11-22T09:05:00Z" };
    expect(standing(it, written, now)).toEqual({ state: "again", at: it.sendsAt });
  });

  test("what has become of it comes from the server", () => {
    for (const state of ["Sending", "Sent", "Delivered", "Bounced", "Failed", "Withdrawn"] as const)
      expect(standing({ state, attempts: 1, sendsAt: null }, written, now)).toEqual({ state: state.toLowerCase() });
  });
});

test("a sender whose domain disowns him may be forged; without a word that is trusted nothing is said", () => {
  expect(trust({ dkim: "pass", spf: "pass", dmarc: "fail" })).toBe("forged");
  expect(trust({ dkim: "fail", spf: "pass", dmarc: "pass" })).toBe("checked");
  expect(trust({ dkim: "pass", spf: null, dmarc: null })).toBe("unchecked");
  expect(trust(null)).toBeUndefined();
});

test("what the citizen or a colleague has written since the draft was begun is found", () => {
  const mine = { ...message(2, { isOutgoing: true }, "Staff"), person: "me" };
  const all = [message(1), mine, message(3)];
  expect(writtenSince(all, 1, "me")?.number).toBe(3);
  expect(writtenSince(all, 1, "noor")?.number).toBe(2);
  expect(writtenSince(all, 3, "me")).toBeUndefined();
  expect(writtenSince([message(1), message(2, {}, "Internal")], 1, "me")).toBeUndefined();
});

test("many empty lines are one", () => {
  expect(calm("Hej\n\n \n\t\n\nAnna\n\nBerg\nEk")).toBe("Hej\n\nAnna\n\nBerg\nEk");
});

test("long texts are folded, by lines and by length", () => {
  expect(isLong("Hej\n".repeat(39))).toBe(false);
  expect(isLong("Hej\n".repeat(41))).toBe(true);
  expect(isLong("x".repeat(3_001))).toBe(true);
});

test("a mail for later can go the next morning, or on Monday when that is another day", () => {
  expect(laterChoices(new Date(2026, 10, 20, 15))).toEqual({
    tomorrow: new Date(2026, 10, 21, 8),
    monday: new Date(2026, 10, 23, 8),
  });
  expect(laterChoices(new Date(2026, 10, 22, 15))).toEqual({ tomorrow: new Date(2026, 10, 23, 8) });
});

test("the frame of a mail loads nothing from elsewhere until that is asked for", () => {
  expect(frameOf("<p>Hej</p>", false)).toContain(
    `content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`,
  );
  expect(frameOf("<p>Hej</p>", true)).toContain("img-src data: https:");
  expect(frameOf("<p>Hej</p>", true)).toContain(`name="referrer" content="no-referrer"`);
});

describe("a draft", () => {
  const kept = () => JSON.parse(sessionStorage.getItem("isberg.draft.c") ?? "null");
  beforeEach(() => sessionStorage.clear());

  test("keeps what was attached beside what was written meanwhile", () => {
    const file = { id: "f", name: "Beslut.pdf", contentType: "application/pdf", bytes: 20 };
    changeDraft("c", (was) => ({ ...was, text: "Hej" }));
    changeDraft("c", (was) => ({ ...was, mail: { ...was.mail, files: [file] } }));
    expect(kept()).toEqual({ text: "Hej", note: "", isNote: false, mail: { files: [file] } });
  });

  test("takes a withdrawn mail back when it is empty, and only then", () => {
    expect(putBack("c", "Hej Anna", { to: [anna.address], subject: "Bygglov" })).toBe(true);
    expect(kept()).toMatchObject({ text: "Hej Anna", mail: { to: [anna.address], subject: "Bygglov" } });
    expect(putBack("c", "Hej Boris", {})).toBe(false);
    expect(kept().text).toBe("Hej Anna");
  });

  test("is begun by a text or a file, not by an address", () => {
    expect(isBegun({ text: " ", note: "n", isNote: false, mail: { to: ["a@x.example"] } })).toBe(false);
    expect(isBegun({ text: "Hej", note: "", isNote: false })).toBe(true);
  });
});
