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
  it.each(providerNames)("has each of the 83 cases once for %s, played or excused", (provider) => {
    const played = table.filter((row) => "play" in row && (!row.only || row.only.on === provider));
    const excused = table.filter((row) => !played.includes(row));
    const found = [...played, ...excused].map(({ no }) => no);
    expect(found.sort((one, other) => one - other)).toEqual(numbers);
    for (const row of excused) {
      const reason = "play" in row ? row.only?.because : row.excused;
      expect(reason, `the reason of case ${row.no}`).toMatch(aSentence);
    }
    expect(excused.length).toBeLessThan(12);
  });

  it("names each case once, and gives a reason for every ruling", () => {
    expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
    for (const row of table) {
      if ("play" in row && row.ruling) expect(row.ruling, `the ruling of case ${row.no}`).toMatch(/[.]$/);
    }
  });
});
