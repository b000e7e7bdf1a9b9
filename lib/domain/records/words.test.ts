import { describe, expect, test } from "vitest";
import { detailLine, type LinkFacts } from "./detail-line";
import { domainOf, workDomain } from "./email-domain";
import { recordName } from "./naming";
import { containing, foldText, searchWords } from "./search-text";

describe("recordName", () => {
  test.each([
    [{ firstName: "Amara", lastName: "Lindqvist", email: "a@b.example" }, "Amara Lindqvist"],
    [{ firstName: null, lastName: "Bell", email: "a@b.example" }, "Bell"],
    [{ firstName: null, lastName: null, email: "a@b.example" }, "a@b.example"],
    [{ firstName: "怡君", lastName: "陳" }, "陳怡君"],
    [{ firstName: "さくら", lastName: "中村" }, "中村さくら"],
    [{ firstName: "민수", lastName: "김" }, "김민수"],
    [{ firstName: "Mei", lastName: "陳" }, "Mei 陳"],
    [{}, ""],
  ])("of %o is %s", (values, name) => {
    expect(recordName("contact", values)).toBe(name);
  });

  test("of everything else is its own", () => {
    expect(recordName("deal", { name: "Renewal", firstName: "x" })).toBe("Renewal");
  });
});

describe("search text", () => {
  test.each([
    ["Zoë NÚÑEZ", "zoe nunez"],
    ["Łukasz Ślęzak", "lukasz slezak"],
    ["Øyvind Kjærgaard", "oyvind kjaergaard"],
    ["Straße", "strasse"],
    ["Παπαδοπούλου", "παπαδοπουλου"],
    ["김민수", "김민수"],
    ["ガラス", "ガラス"],
    ["कविता मिश्रा", "कविता मिश्रा"],
  ])("%s is compared as %s", (text, folded) => {
    expect(foldText(text)).toBe(folded.normalize("NFC"));
  });

  test("takes each word once, and at most eight", () => {
    expect(searchWords("  Ana ana  Bo ")).toEqual(["ana", "bo"]);
    expect(searchWords("a b c d e f g h i j")).toHaveLength(8);
    expect(searchWords(" ")).toEqual([]);
  });

  test("takes % and _ for themselves", () => {
    expect(containing("50%_\\")).toBe("%50\\%\\_\\\\%");
  });
});

test("an employer is told by domain, but not by free mail", () => {
  expect(workDomain("a@Northwind.example")).toBe("northwind.example");
  expect(workDomain("a@gmail.com")).toBeNull();
  expect(domainOf("nobody")).toBeNull();
  expect(domainOf("a@")).toBeNull();
});

describe("detailLine", () => {
  const none: LinkFacts = {
    kind: "contact",
    email: null,
    domain: null,
    employees: null,
    amount: null,
    closeDate: null,
    priority: null,
    stage: null,
  };
  const line = (facts: Partial<LinkFacts>) =>
    detailLine({ ...none, ...facts }, { currency: "EUR", today: "2026-11-21" });
  const open = { name: "Contract sent", closed: null };

  test.each([
    [{ email: "a@b.example" }, "a@b.example"],
    [{ kind: "company", domain: "northwind.example", employees: 240 }, "northwind.example · 240 people"],
    [{ kind: "company", employees: 1 }, "1 person"],
    [
      { kind: "deal", amount: 84_000, stage: open, closeDate: "2026-12-15" },
      "€84,000 · Contract sent · closes 15 Dec",
    ],
    [
      { kind: "deal", amount: 9.5, stage: open, closeDate: "2027-01-02" },
      "€9.50 · Contract sent · closes 2 Jan 2027",
    ],
    [
      { kind: "deal", stage: { name: "Closed won", closed: "won" }, closeDate: "2026-11-03" },
      "Closed won · closed 3 Nov",
    ],
    [
      { kind: "ticket", stage: { name: "Waiting on us", closed: null }, priority: "High" },
      "Waiting on us · High",
    ],
    [{ kind: "contact" }, null],
  ] as const)("of %o is %s", (facts, expected) => {
    expect(line(facts)).toBe(expected);
  });
});
