import { expect, it } from "vitest";
import { MAX_ASKED, MAX_COLUMNS } from "@/lib/domain/availability/inputs";
import { dayPeople, whomToAsk } from "./day-people";

const host = { id: "mei", email: "mei@acme.test" };
const guest = (userId: string | null, name: string | null = userId) => ({
  ...{ userId, name, email: `${userId}@acme.test`, contactId: null, timeZone: null },
});
const names = (attendees: ReturnType<typeof guest>[]) =>
  dayPeople(host, attendees, []).people.map(({ name, isHost }) => (isHost ? `${name}!` : name));

it("gives a column to the host and to each teammate once, and none to guests from outside", () => {
  expect(names([guest("tom", "Tom"), guest(null, "Ana"), guest("tom", "Tom"), guest("mei", "Mei")])).toEqual([
    "You!",
    "Tom",
  ]);
  expect(names([guest("tom", null)])).toEqual(["You!", "tom@acme.test"]);
});

it("says how many it leaves out", () => {
  const many = Array.from({ length: MAX_COLUMNS + 2 }, (_, n) => guest(`user${n}`));
  const { people, more } = dayPeople(host, many, []);
  expect([people.length, more]).toEqual([MAX_COLUMNS, 3]);
  const crowd = Array.from({ length: 200 }, (_, n) => ({ ...guest(null), email: `guest${n}@acme.test` }));
  expect(whomToAsk(host, [...crowd, guest("tom")]).slice(0, 2)).toEqual(["mei", "tom"]);
  expect(whomToAsk(host, crowd)).toHaveLength(MAX_ASKED);
});

it("asks about everybody, and knows a teammate who was invited by address once it is told", () => {
  const typed = { ...guest(null), email: "tom@acme.test" };
  const outside = { ...guest(null), email: "ana@elsewhere.test" };
  expect(whomToAsk(host, [typed, outside, guest("sofia")])).toEqual([
    "mei",
    "sofia",
    "tom@acme.test",
    "ana@elsewhere.test",
  ]);
  const told = [{ userId: "tom", email: "tom@acme.test", name: "Tom" }];
  expect(dayPeople(host, [typed, outside], told).people.map(({ userId }) => userId)).toEqual(["mei", "tom"]);
  expect(dayPeople(host, [typed, outside], []).people).toHaveLength(1);
});
