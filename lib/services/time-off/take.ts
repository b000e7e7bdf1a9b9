import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { markCopiesGone, saveCopies } from "@/db/queries/copies";
import { deleteTimeOff, holdTimeOffOfEvents, saveTimeOff } from "@/db/queries/time-off";
import { listMeetingEvents, saveTimeOffDecisions } from "@/db/queries/time-off-copies";
import { keepsTimeOffSame } from "@/db/queries/time-off-preference";
import { newId } from "@/lib/crypto";
import type { CalendarChange, CalendarEvent } from "@/lib/domain/calendar/event";
import { isTimeOff } from "@/lib/domain/time-off/from-event";
import { planTimeOff, type TimeOffStep } from "@/lib/domain/time-off/plan";
import { type TimeOff, titleOf } from "@/lib/domain/time-off/time-off";
import { ownCopyOf } from "../calendar/own-copy";
import type { Ctx } from "../context";

/**
 * Takes out of a page of changes what is time off, in the transaction that applies the page, and answers with the changes
 * the rules for meetings are to decide (RULES section 4). Some queries for the page, however many events it has. Taking the
 * same changes again changes nothing.
 */
export async function takeTimeOff(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  changes: readonly CalendarChange[],
): Promise<CalendarChange[]> {
  if (changes.length === 0) return [];
  const keepsSame = await keepsTimeOffSame(tx, ctx.accountId, connection.userId);
  const book = await openBook(tx, ctx, connection, changes);
  const passed = changes.filter(
    (change) => (keepsSame ? book.take(change) : book.leave(change)) === "passed",
  );
  await book.write(tx);
  return passed;
}

/** Everything a page's events may mean for time off, read with three queries and locked. */
async function openBook(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  changes: readonly CalendarChange[],
): Promise<Book> {
  const { accountId } = ctx;
  const away = changes.flatMap((change) =>
    change.kind === "upsert" && isTimeOff(change.event) ? [change.event] : [],
  );
  // Two rounds of one calendar must not both find the same event unknown.
  if (away.length > 0)
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`time-off:${connection.id}`}, 0))`);
  const known = await holdTimeOffOfEvents(tx, accountId, connection.id, {
    ids: changes.map(idOf),
    marks: away.flatMap((event) => event.crmMeetingId ?? []),
  });
  const ids = away.map((event) => event.id);
  return new Book(ctx, connection, known, await listMeetingEvents(tx, accountId, connection.id, ids));
}

const idOf = (change: CalendarChange): string => (change.kind === "gone" ? change.id : change.event.id);

/** The entries of one page as they become, change by change, and what has to be written for it. */
class Book {
  private readonly entries: Map<string, TimeOff>;
  private readonly byEvent: Map<string, TimeOff>;
  private readonly saved = new Set<string>();
  private readonly removed = new Set<string>();
  private readonly seen = new Map<string, CalendarEvent>();
  private readonly gone = new Set<string>();

  constructor(
    private readonly ctx: Ctx,
    private readonly connection: Connection,
    known: readonly TimeOff[],
    private readonly meetingEvents: ReadonlySet<string>,
  ) {
    this.entries = new Map(known.map((entry) => [entry.id, entry]));
    this.byEvent = new Map(known.flatMap((entry) => (entry.eventId ? [[entry.eventId, entry]] : [])));
  }

  take(change: CalendarChange): "taken" | "passed" {
    const known = this.find(change);
    const step = planTimeOff(change, {
      known,
      hasMeeting: this.meetingEvents.has(idOf(change)),
      activeSince: this.connection.activeSince,
      calendarZone: this.connection.zone,
    });
    if (step.do === "pass") return "passed";
    if (known && (step.do === "release" || step.do === "remove")) this.drop(known);
    if (step.do === "release") return "passed";
    if (change.kind === "gone") this.gone.add(change.id);
    else this.keep(step, change.event, known);
    return "taken";
  }

  /** With the switch off: known time off is left as it is, and looked at again once the switch is on. */
  leave(change: CalendarChange): "taken" | "passed" {
    const isStill = change.kind === "gone" || isTimeOff(change.event);
    return isStill && this.find(change) ? "taken" : "passed";
  }

  /** One statement for each kind of row, however many there are. */
  async write(tx: Tx): Promise<void> {
    const { accountId } = this.ctx;
    const now = this.ctx.now();
    const saved = [...this.saved].flatMap((id) => this.entries.get(id) ?? []);
    await deleteTimeOff(tx, accountId, [...this.removed]);
    await saveTimeOff(tx, accountId, saved);
    await markCopiesGone(tx, accountId, this.connection.id, [...this.gone], now);
    const copies = [...this.seen.values()].map((event) => ownCopyOf(event, null));
    await saveCopies(tx, accountId, this.connection.id, copies, now);
    const decisions = [...this.seen.values()].map((event) => this.decisionOf(event));
    await saveTimeOffDecisions(tx, accountId, this.connection.id, decisions, now);
  }

  private find(change: CalendarChange): TimeOff | null {
    const known = this.byEvent.get(idOf(change));
    if (known) return known;
    const mark = change.kind === "upsert" ? change.event.crmMeetingId : null;
    const marked = mark === null ? undefined : this.entries.get(mark);
    return marked?.eventId === null ? marked : null;
  }

  private keep(step: TimeOffStep, event: CalendarEvent, known: TimeOff | null): void {
    if (step.do !== "add" && step.do !== "save") return;
    const entry = known ?? this.newEntry();
    const push = step.do === "save" ? { push: step.push, pushNote: step.pushNote } : {};
    // An answer to a write that is on its way now must not count for what the calendar says since.
    const version = { eventId: event.id, etag: event.etag, updatedAt: this.ctx.now() };
    const next = { ...entry, ...step.fields, ...push, ...version };
    this.entries.set(entry.id, next);
    this.byEvent.set(event.id, next);
    this.saved.add(entry.id);
    this.gone.delete(event.id);
    this.seen.set(event.id, event);
  }

  private drop(entry: TimeOff): void {
    this.entries.delete(entry.id);
    this.saved.delete(entry.id);
    this.removed.add(entry.id);
    if (entry.eventId) {
      this.byEvent.delete(entry.eventId);
      this.seen.delete(entry.eventId);
    }
  }

  private newEntry(): Omit<TimeOff, "startAt" | "endAt" | "zone" | "allDay" | "note"> {
    const now = this.ctx.now();
    return {
      id: newId(),
      userId: this.connection.userId,
      source: "calendar",
      connectionId: this.connection.id,
      eventId: null,
      etag: null,
      push: "none",
      pushNote: null,
      createdAt: now,
      updatedAt: now,
      removedAt: null,
    };
  }

  /** Privacy comes first: of a private event nothing is told but that it was out of office (RULES I5). */
  private decisionOf(event: CalendarEvent) {
    const entry = this.byEvent.get(event.id);
    const isPrivate = event.visibility === "private" || !entry;
    return {
      eventId: event.id,
      title: isPrivate ? null : titleOf(entry),
      startAt: isPrivate ? null : entry.startAt,
    };
  }
}
