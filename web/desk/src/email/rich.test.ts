import { describe, expect, test } from "vitest";
import { docOf, htmlOf, isFormatted, linkOf, type RichNode, textOf, withoutBreaks } from "./rich";

const text = (it: string, ...marks: NonNullable<RichNode["marks"]>): RichNode => ({ type: "text", text: it, marks });
const line = (...content: RichNode[]): RichNode => ({ type: "paragraph", content });
const item = (...content: RichNode[]): RichNode => ({ type: "listItem", content });
const doc = (...content: RichNode[]): RichNode => ({ type: "doc", content });

const formatted = doc(
  line(text("Hej "), text("Anna", { type: "bold" }, { type: "italic" }), text(" & <du>!")),
  { type: "paragraph" },
  {
    type: "orderedList",
    attrs: { start: 3 },
    content: [
      item(line(text("läs")), { type: "bulletList", content: [item(line(text("noga")))] }),
      item(line(text("sidan", { type: "link", attrs: { href: 'https://x.example/?a="b"' } }))),
    ],
  },
);

describe("what the editor holds", () => {
  test("is a plain text when nothing is formatted, line by line the same", () => {
    const plain = "Hej!\n\n  Vi öppnar åtta.\n";
    expect(textOf(docOf(plain))).toBe(plain);
    expect(isFormatted(docOf(plain))).toBe(false);
  });

  test("is formatted by a mark or a list anywhere in it", () => {
    expect(isFormatted(doc(line(text("a"), text("b", { type: "bold" }))))).toBe(true);
    expect(isFormatted(doc({ type: "bulletList", content: [item({ type: "paragraph" })] }))).toBe(true);
  });

  test("becomes HTML that says nothing but its formatting", () => {
    expect(htmlOf(formatted)).toBe(
      '<div>Hej <i><b>Anna</b></i> &amp; &lt;du&gt;!</div><div><br></div><ol start="3"><li>läs<ul><li>noga</li></ul></li><li><a href="https://x.example/?a=&quot;b&quot;">sidan</a></li></ol>',
    );
  });

  test("can be read as text", () => {
    expect(textOf(formatted)).toBe("Hej Anna & <du>!\n\n3. läs\n   • noga\n4. sidan");
  });
});

test("an empty line of another program is one empty line", () => {
  expect(withoutBreaks('<div>a</div><div class="x"><br></div><p><br class="y"></p><div>b</div>')).toBe(
    "<div>a</div><p></p><p></p><div>b</div>",
  );
});

test("a link leads where somebody meant, or nowhere", () => {
  expect(linkOf(" www.sund.example/bygglov ")).toBe("https://www.sund.example/bygglov");
  expect(linkOf("http://sund.example")).toBe("http://sund.example");
  expect(linkOf("anna@sund.example")).toBe("mailto:anna@sund.example");
  expect(linkOf("javascript:alert(1)")).toBeUndefined();
  expect(linkOf("bygglov")).toBeUndefined();
});
