import { describe, expect, it } from "vitest";
import { propertyOf } from "@/lib/domain/records/properties";
import type { PropertyValue, RecordKind } from "@/lib/domain/records/record";
import { type Glossary, propertyText } from "./property-text";

const glossary: Glossary = {
  users: [{ id: "u1", name: "Mei Kowalska", email: "mei@almanac.example" }],
  pipelines: [
    {
      id: "p1",
      kind: "deal",
      name: "Sales pipeline",
      stages: [{ id: "s1", name: "Contract sent", probability: 90, closed: null }],
    },
  ],
  currency: "EUR",
  zone: "Europe/Warsaw",
  now: "2026-11-21T10:00:00.000Z",
};

const text = (kind: RecordKind, name: string, value: PropertyValue): string | null => {
  const property = propertyOf(kind, name);
  if (!property) throw new Error(`${kind} has no ${name}`);
  return propertyText(property, value, glossary);
};

describe("propertyText", () => {
  it("shows names for ids", () => {
    expect(text("deal", "ownerId", "u1")).toBe("Mei Kowalska");
    expect(text("deal", "ownerId", "gone")).toBe("Someone who left");
    expect(text("deal", "pipelineId", "p1")).toBe("Sales pipeline");
    expect(text("deal", "stageId", "s1")).toBe("Contract sent");
  });
  it("shows amounts, counts and days as people write them", () => {
    expect(text("deal", "amount", 84_000)).toBe("€84,000");
    expect(text("company", "employees", 1_240)).toBe("1,240");
    expect(text("deal", "closeDate", "2026-12-15")).toBe("15 Dec 2026");
    expect(text("contact", "createdAt", "2026-11-02T23:30:00.000Z")).toBe("3 Nov 2026");
  });
  it("shows zero as zero and nothing as nothing", () => {
    expect(text("deal", "amount", 0)).toBe("€0");
    expect(text("deal", "amount", null)).toBeNull();
    expect(text("contact", "phone", "")).toBeNull();
  });
});
