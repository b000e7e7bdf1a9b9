import { describe, expect, it } from "vitest";
import type { CalendarProvider } from "@/lib/domain/calendar/provider";
import type { DecideSweepInput } from "@/lib/domain/calendar/sweep-inputs";
import { LEE } from "@/lib/sandbox/google/testing/sandbox";
import { listNotifications } from "../notifications/list-notifications";
import { providerUnderTest } from "../testing/desk";
import { traceOf } from "../testing/event-writes";
import { systemCtx } from "../wiring";
import { checkSweep } from "./check-sweep";
import { connect, connection, eachStartsFresh, owner, pull, world } from "./connecting.testing";
import { decideSweep } from "./decide-sweep";
import { disconnectCalendar } from "./disconnect";
import { getCalendarSettings } from "./get-settings";
import { getSweep } from "./get-sweep";
import {
  bringBack,
  deleteEvents,
  expire,
  held,
  hideEvents,
  idOfMia,
  missing,
  numbered,
  outcomes,
  pullAgain,
  rename,
  review,
  startOver,
  tally,
} from "./sweep.testing";
import { syncCalendar } from "./sync";

eachStartsFresh();

const isGoogle = providerUnderTest() === "google";
const mia = () => world.ctxOf(world.mia);
const bell = async () => listNotifications(mia());

/** Five meetings that are all gone, and wait for Mia. */
async function lost(): Promise<string[]> {
  await connect(world.mia);
  await pull(world.mia);
  const ids = await held(5);
  await expire();
  await hideEvents(ids);
  await pull(world.mia);
  expect(await missing()).toEqual(numbered(5));
  return ids;
}

async function decide(decision: "cancel" | "keep", more: Partial<DecideSweepInput> = {}) {
  const asOf = (await review())?.asOf ?? "2026-01-01T00:00:00.000Z";
  return decideSweep(mia(), { decision, asOf, of: "all-but", events: [], ...more });
}

describe("the review of what is missing (RULES N4)", () => {
  it("cancelled in Almanac: every card says so, nothing is written and nobody is mailed", async () => {
    await lost();
    const before = await traceOf(world.desk);
    expect((await getCalendarSettings(mia())).review).toEqual({ cancel: 5, leave: 0 });
    expect(await decide("cancel")).toEqual({ decided: 5 });
    expect(await tally()).toEqual({ Canceled: 5 });
    const [card] = await world.meetingsOf(world.mia, world.lee);
    expect(card?.cancelled).toMatchObject({ where: world.desk.app });
    expect(await traceOf(world.desk)).toEqual(before);
    expect(await owner`select from provider_writes`).toHaveLength(0);
    expect(await review()).toBeNull();
    expect((await getCalendarSettings(mia())).review).toBeNull();
    expect((await bell()).items).toMatchObject([{ over: true }]);
    const [line] = await owner`select action, details from audit_log where action like 'calendar.losses%'`;
    expect(line).toEqual({ action: "calendar.losses-cancelled", details: { events: 5 } });
    await startOver();
    expect(await tally()).toEqual({ Canceled: 5 });
    expect((await bell()).items).toHaveLength(1);
  });

  it("kept: they stay as they are, are not asked about again, and follow once they are back", async () => {
    const ids = await lost();
    expect(await decide("keep")).toEqual({ decided: 5 });
    await startOver();
    expect(await tally()).toEqual({ Scheduled: 5 });
    expect(await review()).toBeNull();
    expect((await bell()).items).toMatchObject([{ over: true }]);
    await bringBack(ids.slice(0, 1));
    await rename(ids[0] ?? "", "Back again");
    await pull(world.mia);
    expect(Object.keys(await outcomes())).toEqual(["Back again", ...numbered(5).slice(1)]);
    await deleteEvents(ids.slice(0, 1));
    await pull(world.mia);
    expect(await tally()).toEqual({ Canceled: 1, Scheduled: 4 });
  });

  it("one by one: what was not chosen goes on waiting", async () => {
    const ids = await lost();
    expect(await decide("cancel", { of: "only", events: ids.slice(0, 2) })).toEqual({ decided: 2 });
    expect(await missing()).toEqual(numbered(5).slice(2));
    expect(await decide("keep", { events: ids.slice(2, 4) })).toEqual({ decided: 1 });
    expect(await missing()).toEqual(numbered(5).slice(2, 4));
    expect(await tally()).toEqual({ Canceled: 2, Scheduled: 3 });
    expect((await bell()).items).toMatchObject([{ over: false }]);
  });

  it("two presses at once, and another tab's afterwards, do it once", async () => {
    await lost();
    const lines = () => owner`select from audit_log where action like 'calendar.losses%'`;
    const before = (await lines()).length;
    const asOf = (await review())?.asOf ?? "";
    const presses = await Promise.all([decide("cancel", { asOf }), decide("cancel", { asOf })]);
    expect(presses.map(({ decided }) => decided).sort()).toEqual([0, 5]);
    expect(await decide("keep", { asOf })).toEqual({ decided: 0 });
    expect(await tally()).toEqual({ Canceled: 5 });
    expect(await lines()).toHaveLength(before + 1);
  });

  it("decides nothing unseen: what has gone missing since then has to be looked at first", async () => {
    await lost();
    const asOf = (await review())?.asOf ?? "";
    const more = await held(3);
    await expire();
    await hideEvents(more);
    await pull(world.mia);
    await expect(decide("cancel", { asOf })).rejects.toMatchObject({ code: "conflict" });
    expect(await tally()).toEqual({ Scheduled: expect.any(Number) });
  });

  it("checked again: those that are back leave the list, the others stay", async () => {
    const ids = await lost();
    await checkSweep(mia());
    await checkSweep(mia());
    expect(await review()).toMatchObject({ checking: true });
    await bringBack(ids.slice(0, 2));
    await pull(world.mia);
    expect(await review()).toMatchObject({ checking: false });
    expect(await missing()).toEqual(numbered(5).slice(2));
    await checkSweep(mia());
    await pull(world.mia);
    expect(await missing()).toEqual(numbered(5).slice(2));
    expect(await tally()).toEqual({ Scheduled: 5 });
  });

  it("a decision while the calendar is read: neither undoes the other", async () => {
    const ids = await lost();
    const ctx = systemCtx(world.accountId, "test");
    const provider = ctx.providers.get(world.desk.provider);
    const changes: CalendarProvider["changes"] = async function* (access, cursor) {
      yield* provider.changes(access, cursor);
      await bringBack(ids.slice(0, 1));
    };
    const slow = { ...provider, changes };
    await Promise.all([
      syncCalendar({ ...ctx, providers: { ...ctx.providers, get: () => slow } }, await idOfMia()),
      decide("cancel"),
    ]);
    await pullAgain();
    expect(await tally()).toEqual({ Canceled: 4, Scheduled: 1 });
    expect(await review()).toBeNull();
  });

  it("is shown to nobody else, ends with the connection, and is there again after it", async () => {
    await lost();
    await connect(world.bob, { intent: "connect" });
    expect(await getSweep(world.ctxOf(world.bob))).toBeNull();
    expect(await decideSweep(world.ctxOf(world.bob), await everything())).toEqual({ decided: 0 });
    await disconnectCalendar(mia());
    expect(await review()).toBeNull();
    expect((await bell()).items).toMatchObject([{ over: true }]);
    await expect(decide("cancel")).rejects.toMatchObject({ code: "conflict" });
    expect(await connect(world.mia, { intent: "connect" })).toBe("connected");
    await pull(world.mia);
    expect(await missing()).toEqual(numbered(5));
    expect((await bell()).items[0]).toMatchObject({ over: false });
  });
});

const everything = async (): Promise<DecideSweepInput> => ({
  decision: "cancel",
  asOf: (await review())?.asOf ?? "",
  of: "all-but",
  events: [],
});

describe("the brake in an ordinary round (RULES N4)", () => {
  it("what is told as called off is believed, what is only not there any more is weighed", async () => {
    await connect(world.mia);
    await pull(world.mia);
    const ids = await held(6);
    await deleteEvents(ids);
    await pull(world.mia);
    expect(await tally()).toEqual(isGoogle ? { Canceled: 6 } : { Scheduled: 6 });
    expect(await missing()).toEqual(isGoogle ? [] : numbered(6));
    expect(await connection(world.mia)).toMatchObject({ state: "in-sync", cursor: expect.any(String) });
  });

  it("a mailbox that answers 404 to everything that push names cancels nothing", async () => {
    await connect(world.mia);
    await pull(world.mia);
    const ids = await held(6);
    for (const id of ids)
      await owner`insert into event_hints (account_id, connection_id, event_id, hinted_at)
        values (${world.accountId}, ${await idOfMia()}, ${id}, now())`;
    const reason = isGoogle ? "notFound" : "ErrorItemNotFound";
    await world.act("POST", "/trouble", {
      ...{ kind: "refuse", status: 404, reason, method: "GET", count: 50 },
      pathContains: "/events/",
    });
    await pull(world.mia);
    expect(await tally()).toEqual({ Scheduled: 6 });
    expect(await missing()).toEqual(numbered(6));
    await world.act("POST", "/trouble/clear");
    await checkSweep(mia());
    await pull(world.mia);
    expect(await review()).toBeNull();
    expect((await world.act("GET", `/outbox?to=${LEE}`)).json.mails.length).toBeGreaterThan(0);
  });
});
