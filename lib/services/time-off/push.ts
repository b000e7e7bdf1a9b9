import type { Connection } from "@/db/queries/connections";
import { findTimeOff, holdTimeOff, saveTimeOff } from "@/db/queries/time-off";
import { isPrivateEvent } from "@/db/queries/time-off-copies";
import { timeOffAsked } from "@/db/queries/time-off-writes";
import { intendWrite } from "@/db/queries/writes";
import { newId } from "@/lib/crypto";
import type { LedgerLine } from "@/lib/domain/calendar/ledger";
import type { CalendarWriter } from "@/lib/domain/calendar/provider";
import { writeReasons } from "@/lib/domain/calendar/write-words";
import { ProviderError } from "@/lib/domain/errors";
import { eventIdOf } from "@/lib/domain/meetings/schedule";
import type { Instant } from "@/lib/domain/time/instant";
import { planTimeOffPush } from "@/lib/domain/time-off/plan-push";
import { type TimeOff, titleOf } from "@/lib/domain/time-off/time-off";
import { openAccess, type StoredAccess } from "../calendar/access";
import { type Ctx, inTransaction } from "../context";
import { calendarOfEntry } from "./calendar-of";
import { enqueueTimeOff } from "./enqueue";
import { failTimeOff } from "./fail-push";
import { keepChanged, keepInserted, keepRemoved } from "./keep";
import { takeTimeOff } from "./take";

/**
 * Tells the calendar of one entry what it has still to be told, exactly once however often this runs (RULES section 4, O2):
 * the event's id is the entry's own, and changes name the version they were made upon. Mails nobody. Throws a
 * `ProviderError` only where another try is worth it.
 */
export async function pushTimeOff(ctx: Ctx, timeOffId: string): Promise<void> {
  const { entry, held } = await inTransaction(ctx, async (tx) => {
    const found = await findTimeOff(tx, ctx.accountId, timeOffId);
    return { entry: found, held: found && (await calendarOfEntry(tx, ctx.accountId, found)) };
  });
  const plan = planTimeOffPush(entry, held?.calendar ?? null, ctx.now());
  if (plan.do === "skip" || !entry) return;
  if (plan.do === "wait") return note(ctx, entry, plan.note);
  if (!held) return;
  if (plan.do === "later") return later(ctx, entry, held.connection, plan.until);
  if (entry.eventId !== null && entry.etag === null && entry.push === "patch")
    return learnVersion(ctx, entry, held.connection, entry.eventId);
  await tell(ctx, entry, held.connection);
}

/** Which version stands in the calendar is not known after a lost answer: it is read, and the entry told of once more. */
async function learnVersion(
  ctx: Ctx,
  { id }: TimeOff,
  connection: Connection,
  eventId: string,
): Promise<void> {
  const access = await openAccess(ctx, connection);
  const provider = ctx.providers.get(connection.provider);
  const changes = await provider.lookUp(access, [{ id: eventId, onPrimary: false }]);
  await inTransaction(ctx, async (tx) => {
    await takeTimeOff(tx, ctx, connection, changes);
    await enqueueTimeOff(tx, { accountId: ctx.accountId, connectionId: connection.id, timeOffId: id });
  });
}

type Told = { entry: TimeOff; connection: Connection; line: LedgerLine };

async function tell(ctx: Ctx, entry: TimeOff, connection: Connection): Promise<void> {
  // An insert whose answer was lost is made certain first, whatever was wanted since.
  const operation = entry.eventId === null ? "insert" : entry.push;
  if (operation === "none") return;
  const { line, askedAt, isPrivate } = await promise(ctx, entry, connection, operation);
  const told: Told = { entry, connection, line };
  let access: StoredAccess | null = null;
  try {
    access = await openAccess(ctx, connection);
    const writer = ctx.providers.writer(connection.provider, line);
    if (operation === "insert") await insert(ctx, told, writer, access, askedAt);
    else if (operation === "patch") await patch(ctx, told, writer, access, isPrivate);
    else await remove(ctx, told, writer, access);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    await failTimeOff(ctx, { entry, connection, line, access, operation }, error);
  }
}

async function insert(
  ctx: Ctx,
  told: Told,
  writer: CalendarWriter,
  access: StoredAccess,
  askedAt: Instant | null,
): Promise<void> {
  const { entry } = told;
  const draft = {
    id: eventIdOf(entry.id),
    timeOffId: entry.id,
    title: titleOf(entry),
    times: entry,
    askedAt,
  };
  const { event, existed } = await writer.putTimeOff(access, draft);
  await keepInserted(ctx, told, event, existed ? "already-there" : "done");
}

async function patch(
  ctx: Ctx,
  told: Told,
  writer: CalendarWriter,
  access: StoredAccess,
  isPrivate: boolean,
): Promise<void> {
  const { eventId, etag } = told.entry;
  // The title of a private event was never read, and is not overwritten either (RULES I5).
  const title = isPrivate ? null : titleOf(told.entry);
  const event = await writer.changeTimeOff(access, {
    eventId: eventId ?? "",
    etag,
    title,
    times: told.entry,
  });
  await keepChanged(ctx, told, event);
}

async function remove(ctx: Ctx, told: Told, writer: CalendarWriter, access: StoredAccess): Promise<void> {
  const { eventId, etag } = told.entry;
  await writer.removeTimeOff(access, { eventId: eventId ?? "", etag });
  await keepRemoved(ctx, told);
}

const ledgerWords = {
  insert: { operation: "insert", reason: writeReasons["time-off-added"], changed: ["title", "time"] },
  patch: { operation: "patch", reason: writeReasons["time-off-changed"], changed: ["title", "time"] },
  delete: { operation: "cancel", reason: writeReasons["time-off-removed"], changed: ["cancelled"] },
} as const;

/** Writes down what will be asked of the provider before it is asked (RULES O6). */
function promise(ctx: Ctx, entry: TimeOff, connection: Connection, operation: keyof typeof ledgerWords) {
  return inTransaction(ctx, async (tx) => {
    const askedAt = await timeOffAsked(tx, ctx.accountId, entry.id);
    const isPrivate = await isPrivateEvent(tx, ctx.accountId, connection.id, entry.eventId ?? "");
    const words = ledgerWords[operation];
    const line = await intendWrite(tx, ctx.accountId, {
      ...words,
      id: newId(),
      connectionId: connection.id,
      timeOffId: entry.id,
      userId: entry.userId,
      eventId: entry.eventId ?? eventIdOf(entry.id),
      requestedAt: ctx.now(),
      mailed: [],
      changed: isPrivate && operation === "patch" ? ["time"] : [...words.changed],
    });
    return { line, askedAt, isPrivate };
  });
}

const later = (ctx: Ctx, { id }: TimeOff, connection: Connection, runAt: Instant): Promise<void> =>
  inTransaction(ctx, (tx) =>
    enqueueTimeOff(tx, { accountId: ctx.accountId, connectionId: connection.id, timeOffId: id, runAt }),
  );

const note = (ctx: Ctx, { id }: TimeOff, pushNote: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const entry = await holdTimeOff(tx, ctx.accountId, id);
    if (entry && entry.push !== "none") await saveTimeOff(tx, ctx.accountId, [{ ...entry, pushNote }]);
  });
