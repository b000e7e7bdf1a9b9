import { expect, it } from "vitest";
import { busyTitle } from "./busy";
import { availabilityAsk } from "./inputs";

it.each([
  ["as it is", "Stand-up", "Stand-up"],
  ["on one line", "One\r\n two\u2028three", "One two three"],
  ["nothing", " \u0000\t ", null],
  ["absent", null, null],
  ["bounded", "x".repeat(5_000), "x".repeat(200)],
])("a title is shown %s", (_name, raw, title) => {
  expect(busyTitle(raw)).toBe(title);
});

const tom = "0197a000-0000-7000-8000-000000000001";
const ask = { date: "2026-11-24", zone: "Europe/Warsaw", people: [tom, "Mei@Acme.test"] };

it.each([
  ["a day", ask, true],
  ["a year that is being typed", { ...ask, date: "0002-11-24" }, false],
  ["no such day", { ...ask, date: "2026-02-30" }, false],
  ["no such zone", { ...ask, zone: "Moon/Base" }, false],
  ["nobody", { ...ask, people: [] }, false],
  ["no person", { ...ask, people: ["tom"] }, false],
])("asks for %s", (_name, given, good) => {
  expect(availabilityAsk.safeParse(given).success).toBe(good);
});

it("compares addresses as guests' are, and asks about thirty people at most", () => {
  const many = { ...ask, people: ["Mei@Acme.test", ...Array(40).fill(tom)] };
  const { people } = availabilityAsk.parse(many);
  expect([people[0], people.length]).toEqual(["mei@acme.test", 30]);
});
