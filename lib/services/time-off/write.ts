import type { Tx } from "@/db/client";
import { notifyLive } from "@/db/queries/live";
import { deleteTimeOff, holdTimeOff, saveTimeOff } from "@/db/queries/time-off";
import { hasUnansweredPatch, timeOffAsked } from "@/db/queries/time-off-writes";
import type { SessionUser } from "@/lib/domain/accounts/user";
import { AppError, notFound } from "@/lib/domain/errors";
import { readTimeOff, type TimeOffInput } from "@/lib/domain/time-off/inputs";
import { destinationAfterEdit, destinationOfNew, planTimeOffPush } from "@/lib/domain/time-off/plan-push";
import { saysTheSame, type TimeOff, type TimeOffFields } from "@/lib/domain/time-off/time-off";
import { type Ctx, currentUser, inTransaction, mayWrite } from "../context";
import { calendarOf, calendarOfEntry } from "./calendar-of";
import { enqueueTimeOff } from "./enqueue";

/**
 * Writes down the signed-in person's time off, and has their calendar told of it (RULES section 4). The id comes from the
 * form, so that a second press is the same entry.
 */
export function addTimeOff(ctx: Ctx, input: TimeOffInput): Promise<{ id: string }> {
  return asOwner(ctx, async (tx, user) => {
    const fields = fieldsIn(input);
    const known = await holdTimeOff(tx, ctx.accountId, input.id);
    if (known && known.userId !== user.id) throw notFound("entry");
    if (known) return { id: known.id };
    const now = ctx.now();
    const calendar = await calendarOf(tx, ctx.accountId, user.id);
    await keep(tx, ctx, {
      id: input.id,
      userId: user.id,
      source: "crm",
      pushNote: null,
      createdAt: now,
      updatedAt: now,
      removedAt: null,
      ...fields,
      ...destinationOfNew(calendar),
    });
    return { id: input.id };
  });
}

/** Changes an entry of one's own, wherever it was made, and has the calendar told of it. Saving it as it was changes nothing. */
export function changeTimeOff(ctx: Ctx, input: TimeOffInput): Promise<{ id: string }> {
  return asOwner(ctx, async (tx, user) => {
    const fields = fieldsIn(input);
    const entry = await holdOwn(tx, ctx, input.id, user);
    if (saysTheSame(fields, entry)) return { id: entry.id };
    const calendar = await calendarOf(tx, ctx.accountId, user.id);
    const unanswered = {
      insert: (await timeOffAsked(tx, ctx.accountId, entry.id)) !== null,
      patch: await hasUnansweredPatch(tx, ctx.accountId, entry),
    };
    const destination = destinationAfterEdit(entry, calendar, unanswered);
    await keep(tx, ctx, { ...entry, ...fields, ...destination, pushNote: null, updatedAt: ctx.now() });
    return { id: entry.id };
  });
}

/** Takes an entry of one's own away, here at once and in the calendar as soon as that can be told. */
export function removeTimeOff(ctx: Ctx, { id }: { id: string }): Promise<Record<string, never>> {
  return asOwner(ctx, async (tx, user) => {
    const entry = await holdOwn(tx, ctx, id, user);
    const wasAsked = entry.push !== "none" && (await timeOffAsked(tx, ctx.accountId, id)) !== null;
    const mayStandThere = entry.connectionId !== null && (entry.eventId !== null || wasAsked);
    if (!mayStandThere) {
      await deleteTimeOff(tx, ctx.accountId, [id]);
      await tell(tx, ctx, user);
      return {};
    }
    const now = ctx.now();
    await keep(tx, ctx, { ...entry, push: "delete", pushNote: null, updatedAt: now, removedAt: now });
    return {};
  });
}

function asOwner<T>(ctx: Ctx, work: (tx: Tx, user: SessionUser) => Promise<T>): Promise<T> {
  mayWrite(ctx);
  const user = currentUser(ctx);
  return inTransaction(ctx, (tx) => work(tx, user));
}

function fieldsIn(input: TimeOffInput): TimeOffFields {
  const read = readTimeOff(input);
  if (read.ok) return read.fields;
  const [first = "Some fields need another look."] = Object.values(read.faults);
  throw new AppError("invalid", first, read.faults);
}

async function holdOwn(tx: Tx, ctx: Ctx, id: string, user: SessionUser): Promise<TimeOff> {
  const entry = await holdTimeOff(tx, ctx.accountId, id);
  if (!entry || entry.userId !== user.id || entry.removedAt !== null) throw notFound("entry");
  return entry;
}

/** The entry, why it waits if it does, and the job that tells the calendar, in one transaction. */
async function keep(tx: Tx, ctx: Ctx, entry: TimeOff): Promise<void> {
  const held = await calendarOfEntry(tx, ctx.accountId, entry);
  const plan = planTimeOffPush(entry, held?.calendar ?? null, ctx.now());
  const pushNote = plan.do === "wait" ? plan.note : entry.pushNote;
  await saveTimeOff(tx, ctx.accountId, [{ ...entry, pushNote }]);
  if (held && plan.do !== "skip" && plan.do !== "wait")
    await enqueueTimeOff(tx, {
      accountId: ctx.accountId,
      connectionId: held.connection.id,
      timeOffId: entry.id,
    });
  await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: entry.userId });
}

const tell = (tx: Tx, ctx: Ctx, user: SessionUser): Promise<void> =>
  notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: user.id });
