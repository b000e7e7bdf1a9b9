import { describe, expect, it } from "vitest";
import { mergeContactsInput } from "./inputs";
import { type MergeSide, planMerge } from "./merge";
import type { PropertyValues } from "./record";

const contact = (id: string, properties: PropertyValues, more: Partial<MergeSide> = {}): MergeSide => ({
  ref: { kind: "contact", id },
  name: id,
  properties,
  associations: [],
  ...more,
});
const company = (id: string, primary = false) => ({ kind: "company" as const, id, primary });

describe("the values that stay (RULES R7)", () => {
  it("the primary's, whatever the other says; the other's where the primary has none", () => {
    const plan = planMerge(
      contact("ann", { email: "ann@new.test", firstName: "Ann", phone: null, jobTitle: "CFO" }),
      contact("old", { email: "ann@old.test", firstName: "Anne", phone: "+1", jobTitle: "CFO" }),
    );
    expect(plan.changed).toEqual({ phone: "+1" });
    expect(plan.kept).toEqual([
      { property: "email", value: "ann@new.test", from: "primary", reason: "primary-wins" },
      { property: "firstName", value: "Ann", from: "primary", reason: "primary-wins" },
      { property: "phone", value: "+1", from: "secondary", reason: "primary-has-none" },
      { property: "jobTitle", value: "CFO", from: "primary", reason: "same" },
    ]);
    expect(plan.additionalEmail).toBe("ann@old.test");
  });

  it("an address that the primary lacked becomes its own, and is no additional one", () => {
    const plan = planMerge(contact("ann", { firstName: "Ann" }), contact("old", { email: "ann@old.test" }));
    expect(plan).toMatchObject({ changed: { email: "ann@old.test" }, additionalEmail: null, name: "Ann" });
  });

  it("the name follows from what stays", () => {
    const plan = planMerge(contact("ann", { firstName: "Ann" }), contact("old", { lastName: "Wu" }));
    expect(plan.name).toBe("Ann Wu");
  });

  it.each([
    ["Lead", "Customer", { lifecycleStage: "Customer" }],
    ["Customer", "Lead", {}],
    ["Other", "Subscriber", { lifecycleStage: "Subscriber" }],
    ["Subscriber", "Other", {}],
  ])("the further lifecycle stage: %s and %s", (mine, other, changed) => {
    const plan = planMerge(
      contact("ann", { lifecycleStage: mine }),
      contact("old", { lifecycleStage: other }),
    );
    expect(plan.changed).toEqual(changed);
  });

  it.each([
    ["2026-03-01T00:00:00.000Z", "2025-01-01T00:00:00.000Z", { createdAt: "2025-01-01T00:00:00.000Z" }],
    ["2025-01-01T00:00:00.000Z", "2026-03-01T00:00:00.000Z", {}],
  ])("the earlier create date: %s and %s", (mine, other, changed) => {
    expect(
      planMerge(contact("ann", { createdAt: mine }), contact("old", { createdAt: other })).changed,
    ).toEqual(changed);
  });
});

describe("the associations that stay", () => {
  it("those of both, each once, and never one with the other", () => {
    const plan = planMerge(
      contact(
        "ann",
        {},
        { associations: [company("north", true), { kind: "contact", id: "old", primary: false }] },
      ),
      contact(
        "old",
        {},
        {
          associations: [
            company("south", true),
            company("north"),
            { kind: "contact", id: "ann", primary: false },
          ],
        },
      ),
    );
    expect(plan.associations).toEqual([
      { kind: "company", id: "north", primary: true, from: "primary" },
      { kind: "company", id: "south", primary: false, from: "secondary" },
    ]);
  });

  it("a primary without a company takes the other's primary company", () => {
    const plan = planMerge(
      contact("ann", {}),
      contact("old", {}, { associations: [company("south", true)] }),
    );
    expect(plan.associations).toEqual([{ kind: "company", id: "south", primary: true, from: "secondary" }]);
  });
});

describe("what may be merged", () => {
  const id = "0192aaaa-0000-7000-8000-000000000001";
  const other = "0192aaaa-0000-7000-8000-000000000002";
  it.each([
    [{ kind: "contact", id }, { kind: "contact", id: other }, true],
    [{ kind: "contact", id }, { kind: "contact", id }, false],
    [{ kind: "company", id }, { kind: "contact", id: other }, false],
    [{ kind: "contact", id }, { kind: "contact", id: "x" }, false],
  ])("%j and %j", (primary, secondary, isFine) => {
    expect(mergeContactsInput.safeParse({ primary, secondary }).success).toBe(isFine);
  });
});
