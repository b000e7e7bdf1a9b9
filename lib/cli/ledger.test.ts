import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const isCode = (file: string): boolean =>
  /\.tsx?$/.test(file) && !/(\.test\.ts|\.testing\.ts|\/testing\/)/.test(file);

const sources = ["app", "components", "db", "lib"]
  .flatMap((top) =>
    readdirSync(path.join(root, top), { recursive: true, encoding: "utf8" }).map((name) =>
      path.posix.join(top, name),
    ),
  )
  .filter((file) => isCode(file) && !file.startsWith("lib/sandbox/"))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));

const holding = (pattern: RegExp, among = sources): string[] =>
  among.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
const textOf = (file: string): string => sources.find((source) => source.file === file)?.text ?? "";
const below = (folder: string) => sources.filter(({ file }) => file.startsWith(folder));

/** Methods of the client libraries that change events, and Graph's addresses of events with a verb that writes. */
const changesEvents = {
  google: /\bapi\s*\.\s*events\s*\.\s*(insert|patch|update|delete|move|import|quickAdd)\b/,
  microsoft: /method: "(?:post|patch|put|delete)"/i,
};

describe("every write to a calendar stands in the ledger before it is made (RULES O6)", () => {
  it("has one maker of the proof that a line was written", () => {
    expect(holding(/\bas (?:unknown as )?LedgerLine\b/)).toEqual(["db/queries/writes.ts"]);
  });

  it("hands out the writing half of a provider for that proof alone", () => {
    const outside = sources.filter(({ file }) => !file.startsWith("lib/providers/"));
    expect(holding(/\bWholeProvider\b/, outside)).toEqual(["lib/domain/calendar/provider.ts"]);
    expect(holding(/\bas (?:unknown as )?CalendarWriter\b/)).toEqual([]);
    expect(holding(/\b(?:google|microsoft)Provider\(/, outside)).toEqual([]);
  });

  it("asks for that half only in files that wrote the line down, or found it", () => {
    const writers = below("lib/services/").filter(({ text }) => /\.writer\(/.test(text));
    expect(writers.map(({ file }) => file)).toEqual(
      expect.arrayContaining(["lib/services/meetings/push.ts", "lib/services/meetings/cancel-event.ts"]),
    );
    const ledger = /from "@\/db\/queries\/(?:writes|[a-z-]*writes)"/;
    expect(writers.filter(({ text }) => !ledger.test(text)).map(({ file }) => file)).toEqual([]);
    expect(holding(/\.writer\(/).filter((file) => !file.startsWith("lib/services/"))).toEqual([]);
  });

  it("keeps what changes events at Google in the three files of that half", () => {
    expect(holding(changesEvents.google, below("lib/providers/google/"))).toEqual([
      "lib/providers/google/change-event.ts",
      "lib/providers/google/events.ts",
      "lib/providers/google/time-off.ts",
    ]);
  });

  it("puts nothing but questions into a batch for Google", () => {
    const byHand = holding(/method: "(?:POST|PATCH|PUT|DELETE)"/, below("lib/providers/google/"));
    expect(byHand.filter((file) => !file.includes("oauth"))).toEqual(["lib/providers/google/batch.ts"]);
    const parts = [...textOf("lib/providers/google/multipart.ts").matchAll(/`([A-Z]+) \$\{path\}/g)];
    expect(parts.map(([, method]) => method)).toEqual(["GET"]);
    expect(textOf("lib/providers/google/batch.ts")).toContain("writeReads(");
  });

  it("keeps what changes events at Microsoft in the three files of that half", () => {
    // A channel is posted and deleted too, and a batch is posted whatever is in it: both look at their own parts.
    const harmless = ["lib/providers/microsoft/watch.ts", "lib/providers/microsoft/batch.ts"];
    const found = holding(changesEvents.microsoft, below("lib/providers/microsoft/"));
    const apart = found.filter((file) => !harmless.includes(file) && !file.includes("token"));
    expect(apart).toEqual([
      "lib/providers/microsoft/change-event.ts",
      "lib/providers/microsoft/events.ts",
      "lib/providers/microsoft/time-off.ts",
    ]);
    expect(textOf("lib/providers/microsoft/batch.ts").match(/method: "[A-Z]+"/g)).toEqual(['method: "GET"']);
    expect(textOf("lib/providers/microsoft/watch.ts")).not.toMatch(/path: .*events/);
  });
});
