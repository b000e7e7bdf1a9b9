import { getTableName, type Table } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "@/db/client";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import { BOB, inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { inTransaction } from "../context";
import { type CalendarWorld, calendarWorld, connectionOf } from "../testing/calendar-world";
import { systemCtx } from "../wiring";
import { openAccess } from "./access";
import { applyChanges } from "./apply-changes";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
});
afterAll(() => world.close());

/** The transaction, with the table of every query that is built on it written down. */
function watched(tx: Tx, tables: string[]): Tx {
  const select = (...columns: Parameters<Tx["select"]>) => {
    const query = tx.select(...columns);
    const from = query.from.bind(query);
    return Object.assign(query, {
      from: (table: Table) => {
        tables.push(getTableName(table));
        return from(table);
      },
    });
  };
  return new Proxy(tx, {
    get: (target, name) => (name === "select" ? select : Reflect.get(target, name, target)),
  });
}

async function eventsOf(count: number): Promise<CalendarChange[]> {
  const ctx = systemCtx(world.accountId, "test");
  const connection = await connectionOf(world.ctxOf(world.mia), world.mia);
  if (!connection) throw new Error("Mia is connected");
  const ids: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const { json } = await world.act("POST", `/people/${MIA}/events`, {
      summary: `Event ${nth}`,
      start: { dateTime: inDays(3, "10:00"), timeZone: "UTC" },
      end: { dateTime: inDays(3, "10:30"), timeZone: "UTC" },
      attendees: [{ email: LEE }, { email: BOB }],
    });
    ids.push(json.id);
  }
  const provider = ctx.providers.get(connection.provider);
  return provider.lookUp(
    await openAccess(ctx, connection),
    ids.map((id) => ({ id, onPrimary: true })),
  );
}

async function queriesFor(changes: readonly CalendarChange[]): Promise<Record<string, number>> {
  const tables: string[] = [];
  await inTransaction(systemCtx(world.accountId, "test"), async (tx, ctx) => {
    const connection = await connectionOf(world.ctxOf(world.mia), world.mia);
    if (!connection) throw new Error("Mia is connected");
    const rows = changes.map((change) => ({ change, series: null }));
    await applyChanges(watched(tx, tables), ctx, connection, rows);
  });
  const count = (name: string) => tables.filter((table) => table === name).length;
  return { contacts: count("contacts"), users: count("users"), copies: count("event_copies") };
}

describe("what a page of new events asks the database", () => {
  it("who is in them, and what is known of them, once, however many they are", async () => {
    const once = { contacts: 1, users: 1, copies: 1 };
    expect(await queriesFor(await eventsOf(1))).toEqual(once);
    expect(await queriesFor(await eventsOf(5))).toEqual(once);
    expect(await world.meetingsOf(world.mia, world.lee)).toHaveLength(6);
  });
});
