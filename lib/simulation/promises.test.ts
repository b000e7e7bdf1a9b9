import { expect, test } from "vitest";
import { mailFaults } from "./promises";

const to = "lee@client.test";
const letter = (title: string, iCalUID = "one") => ({ title, to, iCalUID });
const due = {
  promised: [{ title: "Planned 1", guests: [to] }],
  amended: new Map([
    ["Amended 2", "one"],
    ["Amended 3", "one"],
    ["Amended 4", "two"],
  ]),
};

test.each([
  ["an invitation and each change, once", [letter("Planned 1"), letter("Amended 2"), letter("Amended 3")], 0],
  ["a second invitation", [letter("Planned 1"), letter("Planned 1")], 1],
  ["a change told under the calendar's own title", [letter("Amended 2"), letter("Renamed 5")], 0],
  ["two of them under the same", [letter("Renamed 5"), letter("Renamed 5")], 0],
  ["three mails about two changes", [letter("Amended 2"), letter("Renamed 5"), letter("Renamed 5")], 1],
  ["one change told twice", [letter("Amended 4", "two"), letter("Amended 4", "two")], 1],
  ["an event that nobody changed here", [letter("Renamed 5", "three")], 1],
])("%s", (_, mails, faults) => expect(mailFaults(mails, due)).toHaveLength(faults));
