import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromOpaque, toOpaque } from "../opaque";
import { readTimelineCursor, writeTimelineCursor } from "../timeline/cursor";
import { readCursor, readSort, writeCursor } from "./index-query";

const id = "01a1fb9d-a747-754e-89c0-4832b7c6d367";

describe("readSort", () => {
  test("orders by name unless a sortable column is named", () => {
    expect(readSort("contact", undefined, undefined)).toMatchObject({ name: "name", direction: "asc" });
    for (const strange of ["owner", "passwordHash", "__proto__", "stageId"])
      expect(readSort("contact", strange, "desc")).toMatchObject({ name: "name", direction: "desc" });
  });

  test("shows the newest first when nobody says otherwise", () => {
    expect(readSort("deal", "createdAt", undefined)).toMatchObject({ type: "moment", direction: "desc" });
  });

  test("ranks options by their own order", () => {
    expect(readSort("ticket", "priority", "asc")).toMatchObject({
      type: "rank",
      options: ["Low", "Medium", "High", "Urgent"],
    });
  });
});

describe("cursors", () => {
  test("come back as they were written, whatever the text", () => {
    const sort = readSort("contact", "email", "asc");
    fc.assert(
      fc.property(
        fc.option(fc.string({ unit: "binary", maxLength: 50 }).filter((text) => !text.includes("\0"))),
        (key) => {
          const cursor = { key, id, toward: "previous" as const };
          expect(readCursor(sort, writeCursor(sort, cursor))).toEqual(cursor);
        },
      ),
    );
  });

  test("of another order are not used", () => {
    const [byEmail, byName] = [readSort("contact", "email", "asc"), readSort("contact", undefined, "asc")];
    expect(readCursor(byName, writeCursor(byEmail, { key: "a", id, toward: "next" }))).toBeNull();
  });

  test.each([
    ["amount", "1e5"],
    ["amount", "1; drop table"],
    ["closeDate", "2026-02-30"],
    ["createdAt", "2026-02-30T00:00:00.000Z"],
    ["createdAt", null],
  ])("with a made-up %s of %s are not used", (column, key) => {
    const sort = readSort("deal", column, "asc");
    expect(readCursor(sort, writeCursor(sort, { key, id, toward: "next" }))).toBeNull();
  });

  test("of a timeline are read back, and made-up ones are not", () => {
    const cursor = { at: "2026-11-21T09:00:00.000Z", id };
    expect(readTimelineCursor(writeTimelineCursor(cursor))).toEqual(cursor);
    for (const text of [
      undefined,
      "",
      "x",
      toOpaque({ at: "soon", id }),
      toOpaque({ at: cursor.at, id: "1" }),
    ])
      expect(readTimelineCursor(text)).toBeNull();
    expect(fromOpaque("%%%")).toBeNull();
  });
});
