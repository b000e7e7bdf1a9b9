import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { backFillRule } from "./back-fill";
import { ruleSentence, ruleWords } from "./rule-words";

const isPlanner = (file: string): boolean =>
  /^(admission|coming|following|plan)[a-z-]*\.ts$/.test(file) && file !== "plan-push.ts";
const planners = readdirSync(import.meta.dirname)
  .filter(isPlanner)
  .map((file) => readFileSync(path.join(import.meta.dirname, file), "utf8"));
/** Rules as the planner writes them: `rule: "…"`, and the last argument of its own small words for a decision. */
const written = planners.flatMap((source) => [
  ...source.matchAll(/rule: "([a-z-]+)"/g),
  ...source.matchAll(/\b(?:no|told)\("([a-z-]+)"/g),
  ...source.matchAll(/\b(?:logged|skipped)\([a-z]+, [a-z]+, "([a-z-]+)"\)/g),
]);

describe("the words of the rules (RULES N1)", () => {
  it("names every rule the planner can write", () => {
    const ids = [...new Set(written.map(([, id]) => id ?? ""))];
    expect(ids).toEqual(expect.arrayContaining(["private", "no-match", "teammate-copy", "left", "logged"]));
    expect([...ids, backFillRule].filter((id) => !(id in ruleWords))).toEqual([]);
  });

  it("says each in one sentence of its own", () => {
    const sentences = Object.values(ruleWords);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][^.!?]*\.$/);
  });

  it("tells a private event that was logged before from one that never was", () => {
    expect(ruleSentence("private", false)).toContain("nothing of it is kept");
    expect(ruleSentence("private", true)).toContain("stays as it was");
  });

  it.each(["", "toString", "a-rule-of-another-version"])("has a sentence for the unknown rule %j", (rule) => {
    expect(ruleSentence(rule, false)).toContain("does not know");
  });
});
