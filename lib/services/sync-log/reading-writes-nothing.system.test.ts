import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { providerWrites } from "@/db/schema/sync";
import { BOB, inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { confirmBackFill } from "../back-fill/confirm";
import { getBackFill } from "../back-fill/get";
import { startBackFill } from "../back-fill/start";
import { walkBackFill } from "../back-fill/walk";
import { checkSweep } from "../calendar/check-sweep";
import { decideSweep } from "../calendar/decide-sweep";
import { disconnectCalendar, uninstallIntegration } from "../calendar/disconnect";
import { getSweep } from "../calendar/get-sweep";
import { setSyncing } from "../calendar/set-syncing";
import { watchCalendar } from "../calendar/watch";
import { type CalendarWorld, calendarWorld, connectionOf } from "../testing/calendar-world";
import { traceOf } from "../testing/event-writes";
import { systemCtx } from "../wiring";
import { createContactAndLog } from "./create-and-log";
import { listDecisions } from "./list-decisions";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
});
afterAll(() => world.close());

type More = Record<string, unknown>;
const hours = (day: number, clock = "10") => ({
  start: { dateTime: inDays(day, `${clock}:00`), timeZone: "UTC" },
  end: { dateTime: inDays(day, `${clock}:30`), timeZone: "UTC" },
});
const pathOf = (id: string) => `/people/${MIA}/events/${encodeURIComponent(id)}`;
async function add(summary: string, day: number, more: More = {}): Promise<string> {
  const body = { summary, ...hours(day), attendees: [{ email: LEE }, { email: BOB }], ...more };
  const { status, json } = await world.act("POST", `/people/${MIA}/events`, body);
  expect(status).toBe(200);
  return json.id;
}
const edit = (id: string, change: More, scope = "all") =>
  world.act("PATCH", `${pathOf(id)}?scope=${scope}`, change);
const remove = (id: string, scope = "all") => world.act("DELETE", `${pathOf(id)}?scope=${scope}`);
const mia = () => world.ctxOf(world.mia);
const job = () => systemCtx(world.accountId, "test");
const pullBoth = async () => {
  await world.pull(world.mia);
  await world.pull(world.bob);
};
const idOf = async () => (await connectionOf(mia(), world.mia))?.id ?? "";

async function backFill(): Promise<void> {
  await startBackFill(mia(), { days: 30 });
  const { id } = (await getBackFill(mia())) ?? { id: "" };
  const isAtWork = async () => ["counting", "running"].includes((await getBackFill(mia()))?.state ?? "");
  while (await isAtWork()) await walkBackFill(job(), id);
  await confirmBackFill(mia(), { id });
  while (await isAtWork()) await walkBackFill(job(), id);
}

/** What the provider says we did, and what our own ledger says. */
async function done() {
  const ledger = await world.inAccount((tx) => tx.select().from(providerWrites));
  return { ...(await traceOf(world.desk)), ledger: ledger.map((write) => write.operation) };
}
const nothing = { writes: [], mails: [], ledger: [] };
let [met, series]: string[] = [];

describe("reading a calendar changes nothing in it and mails nobody (RULES O6)", () => {
  it("connecting two calendars that are full already", async () => {
    await add("Before anybody connected", 2);
    await add("Before, in private", 2, { visibility: "private" });
    expect(await world.connect(world.mia)).toBe("installed");
    expect(await world.connect(world.bob, "connect")).toBe("connected");
    await watchCalendar(job(), await idOf());
    await pullBoth();
    expect(await done()).toEqual(nothing);
  });

  it("what people make, edit, move, answer, hide, show and delete", async () => {
    met = await add("With Lee", 3);
    const gone = await add("Soon gone", 3);
    await pullBoth();
    await edit(met, { summary: "With Lee, renamed", ...hours(4) });
    await world.respond(LEE, MIA, met, "accepted");
    await remove(gone);
    await pullBoth();
    for (const visibility of ["private", "default"]) {
      await edit(met, { visibility });
      await pullBoth();
    }
    expect(await done()).toEqual(nothing);
  });

  it("series with occurrences that change, are cancelled, and a split", async () => {
    series = await add("Weekly", 5, { recurrence: ["RRULE:FREQ=WEEKLY;COUNT=6"] });
    await pullBoth();
    await edit(world.desk.slotOf(series, inDays(12, "10:00")), hours(12, "15"), "this");
    await remove(world.desk.slotOf(series, inDays(19, "10:00")), "this");
    await pullBoth();
    await edit(world.desk.slotOf(series, inDays(26, "10:00")), { summary: "Weekly, anew" }, "following");
    await pullBoth();
    expect(await done()).toEqual(nothing);
  });

  it("a contact made from the sync log", async () => {
    await add("Stranger", 6, { attendees: [{ email: "zoe@orbit.test" }] });
    await world.pull(world.mia);
    const [row] = (await listDecisions(mia(), { q: "Stranger" })).rows;
    const { connectionId = "", eventId = "" } = row ?? {};
    await createContactAndLog(mia(), { connectionId, eventId, email: "zoe@orbit.test" });
    await world.pull(world.mia);
    expect((await listDecisions(mia(), { q: "Stranger" })).rows).toMatchObject([{ result: "logged" }]);
    expect(await done()).toEqual(nothing);
  });

  it("an expired cursor, with deletions in the gap, and a back-fill", async () => {
    await world.act("POST", "/trouble", { kind: "expire-sync-tokens" });
    await remove(met ?? "");
    await pullBoth();
    await pullBoth();
    await backFill();
    expect(await done()).toEqual(nothing);
  });

  it("the review of a mass loss: checked again, some kept, the others cancelled", async () => {
    const attendees = [{ email: LEE }];
    const ids: string[] = [];
    for (let nth = 0; nth < 14; nth += 1) ids.push(await add(`Lost ${nth}`, 8, { attendees }));
    await pullBoth();
    await world.act("POST", "/trouble", { kind: "expire-sync-tokens" });
    for (const id of ids) await remove(id);
    await pullBoth();
    const losses = async () => (await getSweep(mia()))?.losses.map(({ eventId }) => eventId) ?? [];
    const decide = async (decision: "keep" | "cancel", events: string[]) => {
      const asOf = (await getSweep(mia()))?.asOf ?? "";
      return decideSweep(mia(), { decision, asOf, of: "only", events });
    };
    expect(await losses()).toHaveLength(14);
    await checkSweep(mia());
    await pullBoth();
    expect(await decide("keep", (await losses()).slice(0, 4))).toEqual({ decided: 4 });
    expect(await decide("cancel", await losses())).toEqual({ decided: 10 });
    expect(await losses()).toEqual([]);
    await pullBoth();
    expect(await done()).toEqual(nothing);
  });

  it("failures on the way, a dead grant and coming back from it, off and on, disconnecting and uninstalling", async () => {
    await world.act("POST", "/trouble", { kind: "server-error-500", count: 2 });
    await pullBoth();
    await world.act("POST", "/trouble/clear");
    await world.act("POST", "/trouble", { kind: "revoke-grant", email: MIA });
    await add("While the grant was dead", 7);
    await pullBoth();
    expect(await world.connect(world.mia, "connect")).toBe("connected");
    await setSyncing(mia(), { syncing: false });
    await setSyncing(mia(), { syncing: true });
    await pullBoth();
    await disconnectCalendar(mia());
    expect(await world.connect(world.mia, "connect")).toBe("connected");
    expect(await done()).toEqual(nothing);
    await uninstallIntegration(mia());
    expect(await done()).toEqual(nothing);
  });

  it("and the same look does see an invitation that is sent", async () => {
    expect(await world.connect(world.mia)).toBe("installed");
    await world.schedule(world.mia, "Sent by us");
    const seen = await done();
    expect(seen).toMatchObject({ mails: [`Invitation: Sent by us to ${LEE}`], ledger: ["insert"] });
    expect(seen.writes).toEqual([expect.stringMatching(/^POST \/.*\/events$/)]);
  });
});
