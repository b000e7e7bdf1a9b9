import { describe, expect, test } from "vitest";
import { type LogOnSource, recordsToLogOn } from "./log-on";

const deal = (id: string, day: number) => ({
  id,
  createdAt: `2026-11-${String(day).padStart(2, "0")}T00:00:00.000Z`,
});
const source = (recordId: string, more: Partial<LogOnSource> = {}): LogOnSource => ({
  recordId,
  primaryCompanyId: null,
  openDeals: [],
  ...more,
});
const contact = (id: string) => ({ kind: "contact" as const, id });

describe("recordsToLogOn (R3)", () => {
  test("adds primary companies and the five latest open deals", () => {
    const openDeals = [1, 2, 3, 4, 5, 6, 7].map((day) => deal(`d${day}`, day));
    const sources = [source("amara", { primaryCompanyId: "northwind", openDeals })];
    expect(recordsToLogOn({ chosen: [contact("amara")], sources })).toEqual([
      contact("amara"),
      { kind: "company", id: "northwind" },
      ...["d7", "d6", "d5", "d4", "d3"].map((id) => ({ kind: "deal", id })),
    ]);
  });

  test("names each record once, whoever brings it", () => {
    const openDeals = [deal("d1", 1)];
    const sources = ["amara", "jon"].map((id) => source(id, { primaryCompanyId: "northwind", openDeals }));
    const chosen = [contact("amara"), contact("jon"), { kind: "deal" as const, id: "d1" }];
    expect(recordsToLogOn({ chosen, sources }).map(({ id }) => id)).toEqual([
      "amara",
      "jon",
      "d1",
      "northwind",
    ]);
  });

  test("counts five deals for each, not for all together", () => {
    const of = (name: string) => Array.from({ length: 5 }, (_, i) => deal(`${name}${i}`, i + 1));
    const sources = [source("a", { openDeals: of("a") }), source("b", { openDeals: of("b") })];
    expect(recordsToLogOn({ chosen: [], sources })).toHaveLength(10);
  });

  test("adds nothing to records without company and deals", () => {
    expect(recordsToLogOn({ chosen: [contact("x")], sources: [source("x")] })).toEqual([contact("x")]);
  });
});
