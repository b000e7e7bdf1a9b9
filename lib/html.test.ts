import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { htmlToText, sanitiseHtml, textToHtml } from "./html";

const piece = fc.constantFrom(
  "<script>",
  "</script>",
  "<p>",
  "</p>",
  '<a href="javascript:alert(1)">',
  "<a href='https://x.test?a=1&b=2'>",
  "</a>",
  "<img src=x onerror=alert(1)>",
  "<b onclick=alert(1)>",
  "<svg/onload=alert(1)>",
  "<style>",
  "</style>",
  "<h1>",
  "<li>",
  "&lt;",
  "&amp;",
  "&",
  "<",
  ">",
  '"',
  "'",
  "java\u0000script:",
  '<a href="java\tscript:x">',
  '<a href=" &#106;avascript:x">',
  "<!--",
  "-->",
  "<![CDATA[",
  "<textarea>",
  "<xmp>",
  "<iframe src=//x>",
  "<math><mi>",
  "plain text ",
  "שלום",
  "🎉",
  "\n",
);
const html = fc.oneof(
  fc.string(),
  fc.array(piece, { maxLength: 14 }).map((parts) => parts.join("")),
);

const tag = /<(\/?)([a-zA-Z][^\s/>]*)([^>]*)>/g;
const allowed = new Set([
  "p",
  "br",
  "div",
  "span",
  "a",
  "b",
  "strong",
  "i",
  "em",
  "u",
  "s",
  "ul",
  "ol",
  "li",
  "blockquote",
  "pre",
  "code",
]);

describe("sanitiseHtml (RULES I15)", () => {
  it("leaves only its short list of tags, and attributes on links alone", () => {
    fc.assert(
      fc.property(html, (dirty) => {
        for (const [, , name = "", attributes = ""] of sanitiseHtml(dirty).matchAll(tag)) {
          expect(allowed).toContain(name);
          const named = [...attributes.matchAll(/([\w-]+)\s*=\s*"([^"]*)"/g)].map(([, key, value]) => [
            key,
            value,
          ]);
          expect(
            attributes
              .replace(/[\w-]+\s*=\s*"[^"]*"/g, "")
              .replace("/", "")
              .trim(),
          ).toBe("");
          for (const [key = "", value = ""] of named) {
            expect(name).toBe("a");
            expect(["href", "rel", "target"]).toContain(key);
            if (key === "href") expect(value).toMatch(/^(https?:\/\/|\/(?!\/)|#|\?|[\w.%-]*$)/i);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(html, (dirty) => {
        const once = sanitiseHtml(dirty);
        expect(sanitiseHtml(once)).toBe(once);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ["<script>alert(1)</script>after", "after"],
    ['<p onclick="x">Agenda</p>', "<p>Agenda</p>"],
    ['<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer nofollow" target="_blank">x</a>'],
    ["<h1>Title</h1>", "<div>Title</div>"],
    ["<img src=x onerror=alert(1)>", ""],
  ])("%s", (dirty, clean) => {
    expect(sanitiseHtml(dirty)).toBe(clean);
  });
});

describe("textToHtml", () => {
  it("shows just what was typed, also after the provider's way back", () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const shown = textToHtml(typed);
        expect(shown).not.toMatch(/<(?!br \/>)/);
        expect(sanitiseHtml(shown).length).toBeLessThanOrEqual(shown.length + 20 * typed.length);
      }),
    );
    expect(textToHtml("a <b>\r\n& c")).toBe("a &lt;b&gt;<br />&amp; c");
  });
});

describe("htmlToText", () => {
  const typed = fc
    .array(fc.constantFrom("Agenda", "<b>", "&amp;", "5 > 4", '"', "a & b", "שלום", "🎉"), {
      minLength: 1,
      maxLength: 6,
    })
    .map((words) => words.join(" "));
  it("gives back what somebody typed, also after a calendar has broken its source into lines", () => {
    fc.assert(
      fc.property(fc.array(typed, { minLength: 1, maxLength: 5 }), (lines) => {
        const text = lines.join("\n");
        const html = textToHtml(text);
        expect(htmlToText(html)).toBe(text);
        expect(htmlToText(sanitiseHtml(`<div>\r\n${html.replaceAll("<br />", "<br>\r\n")}\r\n</div>`))).toBe(
          text,
        );
      }),
    );
  });
  it.each([
    ["<p>One</p><p>Two</p>", "One\nTwo"],
    ["<div>One<br>Two</div>\r\n<div>Three</div>", "One\nTwo\nThree"],
    ["a<br /><br />b", "a\n\nb"],
    ["typed\nwithout tags", "typed\nwithout tags"],
    ["non&nbsp;breaking", "non breaking"],
    ["", ""],
  ])("%s", (html, text) => expect(htmlToText(sanitiseHtml(html))).toBe(text));
});
