import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { listCopiesOfSlots } from "@/db/queries/copies";
import { hintOtherCopies, listUnanswered, saveHint } from "@/db/queries/event-hints";
import type { Plan } from "@/lib/domain/calendar/plan";
import type { Ctx } from "../context";
import { firstSlotOf } from "./change-names";
import { slotOf } from "./event-key";
import type { LoadedChange } from "./load-changes";
import { enqueueSync } from "./receive-notification";

type Decided = LoadedChange & { plan: Plan };

/**
 * Whoever is read first, the end is the same (RULES I14). An organiser's copy that kept its guests' copies off timelines
 * (RULES I11) may stop speaking: it becomes private, or is gone; then those copies are looked at again. And it was judged by
 * the contacts and lists of its time: where a guest's copy has somebody to show now, the organiser's is asked once more.
 */
export async function handOver(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  changes: readonly Decided[],
): Promise<void> {
  const silent = changes.filter(becomesSilent).flatMap(nameOf);
  const overruled = changes.filter(({ plan }) => plan.decision?.rule === "organiser-decides").flatMap(nameOf);
  const from = { accountId: ctx.accountId, connectionId: connection.id, hintedAt: ctx.now() };
  const calendars = [
    ...(await hintOtherCopies(tx, from, silent, "everybody's")),
    ...(await hintOtherCopies(tx, from, overruled, "the organiser's")),
  ];
  if (await askForFirsts(tx, ctx, connection, changes)) calendars.push(connection.id);
  for (const id of new Set(calendars)) await enqueueSync(tx, ctx.accountId, id);
}

/** The series' row came alone: what its first occurrence says for itself is read anew (RULES I7). True where there is any. */
async function askForFirsts(
  tx: Tx,
  ctx: Ctx,
  { id }: Connection,
  changes: readonly Decided[],
): Promise<boolean> {
  const apart = changes.filter(({ plan }) => plan.decision?.rule === "first-by-itself");
  const firsts = await listCopiesOfSlots(tx, ctx.accountId, id, apart.flatMap(firstSlotOf));
  for (const { eventId } of firsts.values())
    await saveHint(tx, ctx.accountId, id, { eventId, hintedAt: ctx.now() });
  return firsts.size > 0;
}

/**
 * A calendar that is not read any more (disconnected, switched off, its grant dead) keeps nobody else's copy off a timeline: what
 * it was asked once more and has not answered, those copies answer themselves.
 */
export async function fallSilent(tx: Tx, ctx: Ctx, connectionId: string): Promise<void> {
  const from = { accountId: ctx.accountId, connectionId, hintedAt: ctx.now() };
  const unanswered = await listUnanswered(tx, ctx.accountId, connectionId);
  for (const id of await hintOtherCopies(tx, from, unanswered, "everybody's"))
    await enqueueSync(tx, ctx.accountId, id);
}

function nameOf({ change, key, copy }: LoadedChange) {
  const occurrence = copy?.occurrence ?? slotOf(change);
  return key.icalUid ? [{ icalUid: key.icalUid, occurrence }] : [];
}

function becomesSilent({ change, copy }: LoadedChange): boolean {
  const spoke = copy?.organizerSelf && copy.invitesNobody && !copy.isPrivate && !copy.cancelled;
  return Boolean(spoke) && (change.kind === "gone" || change.event.visibility === "private");
}
