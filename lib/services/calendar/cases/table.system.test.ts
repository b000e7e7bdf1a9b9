import { describe, expect, it } from "vitest";
import { providerNames } from "@/lib/domain/calendar/connection";
import { admissionPeople } from "./admission-people.testing";
import { admissionTime } from "./admission-time.testing";
import { edits } from "./edits.testing";
import { faults } from "./faults.testing";
import { identity } from "./identity.testing";
import { kinds } from "./kinds.testing";
import { messages } from "./messages.testing";
import { privacy } from "./privacy.testing";
import { recurrence } from "./recurrence.testing";
import { seriesAsAWhole } from "./series-as-a-whole.testing";

const table = [
  ...admissionTime,
  ...admissionPeople,
  ...kinds,
  ...privacy,
  ...recurrence,
  ...seriesAsAWhole,
  ...edits,
  ...identity,
  ...messages,
  ...faults,
];
const numbers = Array.from({ length: 83 }, (_, nth) => nth + 1);
/** Long enough to say something. */
const aSentence = /^.{20,}[.]$/;

describe("the table of providers section 9", () => {
  it("has each of the 83 cases once", () => {
    expect(table.map(({ no }) => no).sort((one, other) => one - other)).toEqual(numbers);
  });

  it.each(providerNames)(
    "plays all of them on %s but those that do not exist there, and says why",
    (provider) => {
      const elsewhere = table.filter(({ only }) => only && only.on !== provider);
      for (const { no, only } of elsewhere)
        expect(only?.because, `the reason of case ${no}`).toMatch(aSentence);
      expect(elsewhere.length).toBeLessThan(12);
    },
  );

  it("names each case once, and gives a reason for every ruling", () => {
    expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
    for (const row of table) {
      if (row.ruling) expect(row.ruling, `the ruling of case ${row.no}`).toMatch(/[.]$/);
    }
  });
});
