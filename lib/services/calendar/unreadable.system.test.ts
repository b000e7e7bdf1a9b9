import { describe, expect, it } from "vitest";
import { minutes, shift } from "@/lib/domain/time/instant";
import { MIA } from "@/lib/sandbox/google/testing/sandbox";
import { listDecisions } from "../sync-log/list-decisions";
import { providerUnderTest } from "../testing/desk";
import { systemCtx } from "../wiring";
import {
  addEvent,
  cards,
  connect,
  connection,
  eachStartsFresh,
  owner,
  pull,
  world,
} from "./connecting.testing";
import { deleteEvents, expire, idOfMia, missing, pullAgain, rename, tally } from "./sweep.testing";
import { syncCalendar } from "./sync";

eachStartsFresh();

const isGoogle = providerUnderTest() === "google";

async function start(): Promise<void> {
  await connect(world.mia);
  await pull(world.mia);
}

/** The event's own address answers 500 from now on, alone or among many; everything else is answered. */
async function breakEvent(id: string): Promise<void> {
  const pathContains = `/events/${encodeURIComponent(id).slice(0, -6)}`;
  await world.act("POST", "/trouble", { kind: "server-error-500", count: 1_000, pathContains });
}

/** Google lists events in full, so that only what a push message named is looked up there; Outlook looks everything up. */
const name = async (id: string) =>
  owner`insert into event_hints (account_id, connection_id, event_id, hinted_at)
    values (${world.accountId}, ${await idOfMia()}, ${id}, now())
    on conflict (account_id, connection_id, event_id) do update set hinted_at = excluded.hinted_at, not_before = null`;

const idOfEvent = async (title: string): Promise<string> => {
  const { json } = await world.act("GET", `/people/${MIA}/events`);
  return json.items.find(({ summary }: { summary?: string }) => summary === title)?.id ?? "";
};

const rounds = async (count: number) => {
  for (let nth = 0; nth < count; nth += 1) await pullAgain();
};
const rule = async (id: string) =>
  (await listDecisions(world.ctxOf(world.mia), { q: "" })).rows.find(({ eventId }) => eventId === id);
const asideNow = () => owner<{ event_id: string; failures: number }[]>`
  select event_id, failures from event_hints where failures > 0 order by event_id`;

/** "Poison" is held and then changes; its change cannot be read, and another event is made after it. */
async function poisoned(): Promise<string> {
  await start();
  await addEvent("Poison");
  await pull(world.mia);
  const id = await idOfEvent("Poison");
  await breakEvent(id);
  if (!isGoogle) await rename(id, "Poison, renamed");
  await name(id);
  await addEvent("After it");
  return id;
}

describe("an event that its calendar cannot show (RULES section 9)", () => {
  it("holds nothing up for longer than minutes, is not taken for deleted, and is read once it can be", async () => {
    const id = await poisoned();
    await rounds(8);
    expect(await connection(world.mia)).toMatchObject({ state: "waiting", failures: 8 });
    expect(await cards()).not.toContain("After it");
    const before = (await connection(world.mia))?.cursor;
    await rounds(1);
    expect(await connection(world.mia)).toMatchObject({ state: "in-sync", failures: 0 });
    expect((await connection(world.mia))?.cursor).not.toBe(before);
    expect((await cards()).sort()).toEqual(["After it", "Poison"]);
    expect(await tally()).toEqual({ Scheduled: 2 });
    expect(await asideNow()).toEqual([{ event_id: id, failures: 1 }]);
    expect(await rule(id)).toMatchObject({
      result: "skipped",
      rule: "unreadable",
      title: null,
      meeting: { record: { id: world.lee.id } },
    });

    await addEvent("Later");
    await rounds(1);
    expect(await connection(world.mia)).toMatchObject({ state: "in-sync", failures: 0 });
    expect(await cards()).toContain("Later");
    expect(await asideNow()).toMatchObject([{ failures: 1 }]);

    const soon = () => shift(new Date().toISOString(), minutes(2));
    await syncCalendar({ ...systemCtx(world.accountId, "test"), now: soon }, await idOfMia());
    expect(await asideNow()).toMatchObject([{ failures: 2 }]);
    expect(await connection(world.mia)).toMatchObject({ state: "in-sync", failures: 0 });

    await world.act("POST", "/trouble/clear");
    await rename(id, "Healed");
    await name(id);
    await rounds(1);
    expect((await cards()).sort()).toEqual(["After it", "Healed", "Later"]);
    expect(await asideNow()).toEqual([]);
    expect(await rule(id)).toMatchObject({ result: "logged", rule: "logged", title: "Healed" });
  });

  it("a lost cursor with it in the gap is swept all the same, and it is neither lost nor found", async () => {
    const id = await poisoned();
    await addEvent("Gone in the gap");
    await rounds(9);
    await expire();
    await deleteEvents([await idOfEvent("Gone in the gap"), id]);
    await rounds(2);
    expect(await connection(world.mia)).toMatchObject({ state: "in-sync", cursor: expect.any(String) });
    expect(await tally()).toEqual({ Canceled: 1, Scheduled: 2 });
    await world.act("POST", "/trouble/clear");
    await name(id);
    await rounds(1);
    expect(await tally()).toEqual({ Canceled: 2, Scheduled: 1 });
    expect(await missing()).toEqual([]);
    expect(await asideNow()).toEqual([]);
  });

  it("a calendar that shows nothing at all has no event to blame", async () => {
    await poisoned();
    await world.act("POST", "/trouble", { kind: "server-error-500", count: 1_000 });
    await rounds(12);
    expect(await connection(world.mia)).toMatchObject({ state: "waiting", failures: 12 });
    expect(await asideNow()).toEqual([]);
    expect(await cards()).not.toContain("After it");
  });
});
