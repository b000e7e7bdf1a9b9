import postgres, { type Sql } from "postgres";
import { inAccount, openDatabase } from "@/db/client";
import { enqueueSync } from "@/lib/services/calendar/receive-notification";
import { emptyTables, insertRows, readRows } from "./bare-insert";
import { type Figure, timed } from "./figures";
import type { BenchProvider, BenchStack } from "./stack";

export type IngestionFigures = { events: number; sync: Figure; bare: Figure };

const EVENTS = 10_000;
const GUESTS = 3;
/** Of each round's rows: a single one may meet the disk at a bad moment. */
const BARE_RUNS = 3;
const POLL_MS = 10;
const PATIENCE_MS = 30 * 60_000;

type Mailbox = { account_id: string; id: string; email: string };
type Standing = { cursor: string | null; failures: number; reason: string | null };

/**
 * Rounds of the running product, each with `EVENTS` new events of three known contacts, beside the bare insert of the very
 * rows each round wrote. The provider answers at once: its own delay is not what is measured. The calendar is connected.
 */
export async function ingestion(
  stack: BenchStack,
  provider: BenchProvider,
  runs: number,
): Promise<IngestionFigures> {
  const owner = postgres(stack.databaseUrl, { max: 2, onnotice: () => undefined });
  const db = openDatabase(stack.databaseUrl, { max: 1 });
  const mailbox = await settledMailbox(owner);
  const contacts = await owner<{ email: string }[]>`
    select email from contacts where account_id = ${mailbox.account_id} and email is not null order by id limit 300`;
  await send(stack, provider, "PATCH", "/behaviours", { answerMilliseconds: 0 });
  const sync: Figure = { name: `${provider}: a sync round`, samples: [] };
  const bare: Figure = { name: `${provider}: bare insert of the same rows`, samples: [] };
  for (let run = 1; run <= runs; run += 1) {
    await emptyTables(owner);
    const guests = contacts.map(({ email }) => email);
    const filling = { email: mailbox.email, name: `Bench ${run}`, count: EVENTS, guests, guestsEach: GUESTS };
    await send(stack, provider, "POST", "/fill", filling);
    const before = await standing(owner, mailbox);
    const { account_id: accountId, id } = mailbox;
    const round = timed(async () => {
      await inAccount(db, accountId, (tx) => enqueueSync(tx, accountId, id));
      await untilMoved(owner, mailbox, before);
    });
    sync.samples.push(await round);
    const rows = await readRows(owner);
    const made = rows.find(({ table }) => table === "meetings")?.rows.length;
    if (made !== EVENTS) throw new Error(`the round made ${made} meetings of ${EVENTS} events`);
    for (let again = 0; again < BARE_RUNS; again += 1) {
      await emptyTables(owner);
      bare.samples.push(await insertRows(owner, rows));
    }
  }
  await db.$client.end();
  await owner.end();
  return { events: EVENTS, sync, bare };
}

/** The one connected calendar, once its first listing is over. */
async function settledMailbox(owner: Sql): Promise<Mailbox> {
  for (;;) {
    const [mailbox] = await owner<Mailbox[]>`
      select account_id, id, email from calendar_connections where cursor is not null`;
    if (mailbox) return mailbox;
    await pause();
  }
}

async function standing(owner: Sql, { id }: Mailbox): Promise<Standing> {
  const [row] = await owner<Standing[]>`
    select cursor, failures, reason from calendar_connections where id = ${id}`;
  if (!row) throw new Error("the calendar is no longer connected");
  return row;
}

/** A round is over when its cursor is stored. */
async function untilMoved(owner: Sql, mailbox: Mailbox, before: Standing): Promise<void> {
  const started = performance.now();
  for (;;) {
    const now = await standing(owner, mailbox);
    if (now.cursor !== before.cursor) return;
    if (now.failures > before.failures) throw new Error(`the round failed: ${now.reason ?? "for no reason"}`);
    if (performance.now() - started > PATIENCE_MS) throw new Error("the round did not end");
    await pause();
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, POLL_MS));

async function send(
  stack: BenchStack,
  provider: BenchProvider,
  method: string,
  path: string,
  body: unknown,
): Promise<void> {
  const answer = await fetch(`${stack.sandboxUrls[provider]}/sandbox${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the sandbox answered ${answer.status} to ${method} ${path}`);
}
