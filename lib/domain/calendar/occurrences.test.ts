import { describe, expect, it } from "vitest";
import { event, slotOf, timed } from "./calendar.testing";
import { asTakenPlace, begun, isLookDue, spanToAsk } from "./occurrences";

const NOW = "2026-11-24T13:00:00.000Z";
const at = (start: string, id = start) => event({ id, slot: timed(start), series: slotOf(start) });
const day = (date: string) =>
  event({ id: date, slot: { kind: "all-day", from: date, until: "2026-12-01" }, series: slotOf(date) });

describe("what is asked for", () => {
  it("goes from where the last look ended to a little ahead", () => {
    expect(spanToAsk("2026-11-24T12:00:00.000Z", NOW)).toEqual({
      from: "2026-11-24T12:00:00.000Z",
      until: "2026-11-24T13:15:00.000Z",
    });
  });

  it("makes up for thirty days and no more", () => {
    expect(spanToAsk("2026-01-01T00:00:00.000Z", NOW).from).toBe("2026-10-25T13:00:00.000Z");
  });

  it("is due when what was known ahead is over, or nothing was ever asked", () => {
    expect(isLookDue(null, NOW)).toBe(true);
    expect(isLookDue("2026-11-24T12:45:00.000Z", NOW)).toBe(true);
    expect(isLookDue("2026-11-24T12:45:00.001Z", NOW)).toBe(false);
  });
});

describe("what has begun", () => {
  const ids = (events: readonly { id: string }[]) => events.map(({ id }) => id);

  it("is told in the order of time, and what begins at this very moment waits for the next look", () => {
    const [early, late, now] = ["2026-11-24T09:00:00.000Z", "2026-11-24T12:59:59.999Z", NOW];
    const { batches, next } = begun([at(now), at(late), at(early)], "UTC", NOW);
    expect(batches.map(({ events, until }) => [ids(events), until])).toEqual([[[early, late], NOW]]);
    expect(next).toBe(NOW);
  });

  it("ends at now when there is nothing, so that the next look starts there", () => {
    expect(begun([], "UTC", NOW)).toEqual({ batches: [{ events: [], until: NOW }], next: null });
    expect(begun([at("2026-11-25T09:00:00.000Z")], "UTC", NOW).next).toBe("2026-11-25T09:00:00.000Z");
  });

  it("has days begin where the calendar is", () => {
    const midday = "2026-11-24T23:30:00.000Z";
    expect(ids(begun([day("2026-11-25")], "Europe/Berlin", midday).batches[0]?.events ?? [])).toEqual([
      "2026-11-25",
    ]);
    expect(begun([day("2026-11-25")], "America/New_York", midday)).toMatchObject({
      batches: [{ events: [] }],
      next: "2026-11-25T05:00:00.000Z",
    });
  });

  it("is cut into batches, never between two that begin together: each ends where the next begins", () => {
    const minute = (n: number) => new Date(Date.parse(NOW) - (200 - n) * 60_000).toISOString();
    const many = Array.from({ length: 150 }, (_, n) => at(minute(n), `${n}`));
    const together = Array.from({ length: 8 }, (_, n) => at(minute(98), `twin${n}`));
    const { batches } = begun([...many, ...together], "UTC", NOW);
    expect(batches.map(({ events, until }) => [events.length, until])).toEqual([
      [107, minute(99)],
      [51, NOW],
    ]);
  });
});

it("what takes place counts as changed; anything else is as it was", () => {
  const unchanged = { role: "instance", isChanged: false, masterId: "m", originalStart: NOW } as const;
  expect(asTakenPlace(event({ series: unchanged })).series).toEqual({ ...unchanged, isChanged: true });
  expect(asTakenPlace(event())).toEqual(event());
});
