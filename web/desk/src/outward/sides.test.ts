import { expect, test } from "vitest";
import { answered, answerSubject, answerTo } from "../email/mail";
import { type Message, quoted, withoutSides } from "./sides";

const mail = (number: number, from: string, to: string, isOutgoing: boolean, side: string | null = null) =>
  ({
    number,
    author: side ? "Party" : isOutgoing ? "Staff" : "Citizen",
    side,
    at: `2026-03-02T09:0${number}:00Z`,
    text: "Hej",
    files: [],
    mail: { isOutgoing, subject: `om ${number}`, from: { address: from }, to: [{ address: to }], cc: [], replyTo: [] },
  }) as unknown as Message;

const anna = mail(1, "anna@sund.example", "info@kommun.example", false);
const asked = mail(2, "info@kommun.example", "expert@elsewhere.example", true, "one");
const told = mail(3, "expert@elsewhere.example", "info@kommun.example", false, "one");

test("an answer goes to the citizen, whoever has been asked meanwhile", () => {
  const messages = [anna, asked, told];
  expect(answerTo(messages).map((it) => it.address)).toEqual(["anna@sund.example"]);
  expect(answered(messages)).toBe(anna.mail);
  expect(answerSubject(messages)).toBe("Re: om 1");
  expect(withoutSides(messages)).toEqual([anna]);
});

test("where only somebody outside was written to, nobody is there to be answered", () => {
  expect(answerTo([asked, told])).toEqual([]);
  expect(answerSubject([asked, told])).toBe("");
});

test("what is put into a question says whose it is", () => {
  expect(quoted("Anna", "2 mars 09:00", "Hej\n\nVad gäller?\n")).toBe("Anna, 2 mars 09:00:\n> Hej\n>\n> Vad gäller?");
});
