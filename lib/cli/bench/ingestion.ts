import postgres, { type Sql } from "postgres";
import { type Db, inAccount, openDatabase } from "@/db/client";
import { enqueueSync } from "@/lib/services/calendar/receive-notification";
import { openBareReader } from "./bare-calls";
import { emptyTables, insertRows, leaveAlone, readRows } from "./bare-insert";
import { type Figure, timed } from "./figures";
import { listenForRounds } from "./round-times";
import type { BenchProvider, BenchStack } from "./stack";

export type IngestionFigures = Record<"bare" | "calls" | "sync" | "reading" | "applying", Figure>;
/** How many changed events a round has, and how many rounds are measured. */
export type IngestionSize = { events: number; rounds: number };

const GUESTS = 3;
/** Of each round's rows and calls: a single one may meet the disk at a bad moment. */
const BARE_RUNS = 3;
// Asking costs the machine as well: a round takes seconds.
const POLL_MS = 50;
const PATIENCE_MS = 30 * 60_000;

type Mailbox = { account_id: string; id: string; email: string };
type Standing = { cursor: string | null; failures: number; reason: string | null };

/**
 * Rounds of the running product, each with so many new events of three known contacts, beside the bare insert of the very
 * rows each round wrote and beside the bare calls that ask for the same pages and look-ups. The provider answers at once:
 * its own delay is not what is measured. The calendar is connected; the stack is to be listened to (`info`).
 */
export async function ingestion(
  stack: BenchStack,
  provider: BenchProvider,
  { events, rounds }: IngestionSize,
): Promise<IngestionFigures> {
  const owner = postgres(stack.databaseUrl, { max: 2, onnotice: () => undefined });
  const db = openDatabase(stack.databaseUrl, { max: 1 });
  const told = listenForRounds(stack);
  const mailbox = await settledMailbox(owner);
  const contacts = await owner<{ email: string }[]>`
    select email from contacts where account_id = ${mailbox.account_id} and email is not null order by id limit 300`;
  await send(stack, provider, "PATCH", "/behaviours", { answerMilliseconds: 0 });
  const read = await openBareReader(stack, provider, mailbox.email);
  let cursor = await read(null);
  const figures = emptyFigures(provider);
  await leaveAlone(owner);
  for (let run = 1; run <= rounds; run += 1) {
    await emptyTables(owner);
    const guests = contacts.map(({ email }) => email);
    const filling = { email: mailbox.email, name: `Bench ${run}`, count: events, guests, guestsEach: GUESTS };
    await send(stack, provider, "POST", "/fill", filling);
    told.forget();
    figures.sync.samples.push(await timed(() => aRound(owner, db, mailbox)));
    const { reading, applying } = await told.next();
    figures.reading.samples.push(reading);
    figures.applying.samples.push(applying);
    const rows = await readRows(owner);
    const made = rows.find(({ table }) => table === "meetings")?.rows.length;
    if (made !== events) throw new Error(`the round made ${made} meetings of ${events} events`);
    let next = cursor;
    for (let again = 0; again < BARE_RUNS; again += 1) {
      const asking = async () => {
        next = await read(cursor);
      };
      figures.calls.samples.push(await timed(asking));
      await emptyTables(owner);
      figures.bare.samples.push(await insertRows(owner, rows));
    }
    cursor = next;
  }
  await db.$client.end();
  await owner.end();
  return figures;
}

function emptyFigures(provider: BenchProvider): IngestionFigures {
  const named = (name: string): Figure => ({ name: `${provider}: ${name}`, samples: [] });
  return {
    bare: named("bare insert of the same rows"),
    calls: named("bare calls for the same events"),
    sync: named("a sync round"),
    reading: named("of it asking the provider"),
    applying: named("of it applying, meanwhile"),
  };
}

async function aRound(owner: Sql, db: Db, mailbox: Mailbox): Promise<void> {
  const before = await standing(owner, mailbox);
  const { account_id: accountId, id } = mailbox;
  await inAccount(db, accountId, (tx) => enqueueSync(tx, accountId, id));
  await untilMoved(owner, mailbox, before);
}

/** The one connected calendar, once its first listing is over. */
async function settledMailbox(owner: Sql): Promise<Mailbox> {
  for (;;) {
    const [mailbox] = await owner<(Mailbox & Standing)[]>`
      select account_id, id, email, cursor, failures, reason from calendar_connections`;
    if (mailbox?.cursor) return mailbox;
    if (mailbox && mailbox.failures > 0) throw new Error(`the first listing failed: ${mailbox.reason}`);
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
