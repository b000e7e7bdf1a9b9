import { listCopies, listSeriesOrigins } from "@/db/queries/copies";
import type { CalendarChange, CalendarEvent } from "@/lib/domain/calendar/event";
import type { Access, CalendarProvider } from "@/lib/domain/calendar/provider";
import { factsOf, judgedBy, type SeriesFacts, splitOff } from "@/lib/domain/calendar/series";
import type { Instant } from "@/lib/domain/time/instant";
import { type Ctx, inTransaction } from "../context";

type Owner = { ctx: Ctx; connectionId: string };

/**
 * What is known of series during one round: from rows that came by, from our own copies, else from the provider, each asked
 * for once and all of a page together. In a `baseline` every living series is listed, so one that did not come by is older
 * than the connection and need not be asked for.
 */
export class SeriesBook {
  private readonly known = new Map<string, SeriesFacts | null>();
  /** Slots that came by with a row of their own. */
  private readonly slots = new Set<string>();
  /** Events that are not there any more; of a series its occurrences want to know. */
  private readonly gone = new Set<string>();
  /** The series of rows that vanished without a word of which occurrence they were, as our copies of them have it. */
  private readonly seriesOfVanished = new Map<string, string>();
  /** Parts of split series whose beginning is not known yet. */
  private readonly parts = new Map<string, CalendarEvent>();

  constructor(
    private readonly provider: Pick<CalendarProvider, "lookUp">,
    private readonly access: Access,
    private readonly isBaseline: boolean,
  ) {}

  /** Takes note of a series that came by. */
  note(change: CalendarChange): void {
    if (change.kind === "gone") {
      this.noteGone(change.id);
      return;
    }
    const { event } = change;
    if (event.series.role !== "master") return;
    this.gone.delete(event.id);
    this.known.set(event.id, factsOf(event));
    if (splitOff(event)) this.parts.set(event.id, event);
  }

  /** Takes note of an occurrence that has a row of its own. */
  noteSlot(change: CalendarChange): void {
    const { masterId, originalStart } = slotIn(change) ?? {};
    if (masterId !== undefined) this.slots.add(`${masterId} ${originalStart}`);
  }

  /** Whether a row of its own came by for the first slot of this series. */
  tellsFirst(change: CalendarChange): boolean {
    if (change.kind === "gone" || change.event.series.role !== "master") return false;
    return this.slots.has(`${change.event.id} ${change.event.series.firstStart}`);
  }

  private noteGone(id: string): void {
    this.gone.add(id);
    const known = this.known.get(id);
    if (known) this.known.set(id, { ...known, isGone: true });
  }

  /** Of a first listing: whether a series came by that was made since then. */
  isNew(masterId: string, since: Instant): boolean {
    const facts = this.known.get(masterId);
    const createdAt = facts?.createdAt ?? (facts && this.rootOf(masterId)?.createdAt) ?? null;
    return createdAt !== null && createdAt >= since;
  }

  /** Finds out about every series these changes are judged by. */
  async learn(owner: Owner, changes: readonly CalendarChange[]): Promise<void> {
    await this.recallSeriesOf(owner, changes);
    const asked = new Set(changes.map((change) => this.seriesIdOf(change)).filter((id) => id !== null));
    await this.ask(
      owner,
      [...asked].filter((id) => !this.known.has(id)),
    );
    await this.learnRoots(owner);
  }

  /** The series a change is judged by, once `learn` was called; null when nobody knows it, or the change needs none. */
  seriesOf(change: CalendarChange): SeriesFacts | null {
    const id = this.seriesIdOf(change);
    return id === null ? null : (this.known.get(id) ?? null);
  }

  private seriesIdOf(change: CalendarChange): string | null {
    const vanished = change.kind === "gone" ? this.seriesOfVanished.get(change.id) : undefined;
    return judgedBy(change) ?? vanished ?? null;
  }

  private async recallSeriesOf(
    { ctx, connectionId }: Owner,
    changes: readonly CalendarChange[],
  ): Promise<void> {
    const ids = changes.filter(isBareLoss).map(({ id }) => id);
    if (ids.length === 0) return;
    const copies = await inTransaction(ctx, (tx) => listCopies(tx, ctx.accountId, connectionId, ids));
    for (const [id, { seriesEventId }] of copies)
      if (seriesEventId !== null) this.seriesOfVanished.set(id, seriesEventId);
  }

  private async ask({ ctx, connectionId }: Owner, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const copies = await inTransaction(ctx, (tx) => listCopies(tx, ctx.accountId, connectionId, ids));
    const isTold = (id: string) => copies.get(id)?.firstStart != null && !copies.get(id)?.cancelled;
    const open = this.isBaseline ? [] : ids.filter((id) => !isTold(id));
    const answers =
      open.length === 0
        ? []
        : await this.provider.lookUp(
            this.access,
            open.map((id) => ({ id, onPrimary: true })),
          );
    for (const answer of answers) this.note(answer);
    for (const id of ids) {
      if (this.known.has(id)) continue;
      // A deleted series still explains the cancelled occurrences that come with it.
      const copy = this.isBaseline && !this.gone.has(id) ? undefined : copies.get(id);
      const { icalUid, eventCreatedAt, firstStart, occurrence, organizerSelf } = copy ?? {};
      this.known.set(
        id,
        copy
          ? {
              icalUid: icalUid ?? null,
              createdAt: eventCreatedAt ?? null,
              firstStart: firstStart ?? null,
              from: occurrence ?? "",
              isGone: open.includes(id) || this.gone.has(id),
              organizerSelf: organizerSelf ?? false,
              rule: [],
              zone: "UTC",
            }
          : null,
      );
    }
  }

  /** RULES I4 and section 9: a split series is one series, so its beginning decides about each part where it is to be found. */
  private async learnRoots({ ctx, connectionId }: Owner): Promise<void> {
    const open = [...this.parts.values()].filter(({ id }) => this.known.get(id)?.createdAt == null);
    if (open.length === 0) return;
    const uids = open.map(({ id }) => this.known.get(id)?.icalUid).filter((uid) => uid != null);
    const held = await inTransaction(ctx, (tx) => listSeriesOrigins(tx, ctx.accountId, connectionId, uids));
    const roots = open.flatMap((part) => {
      const rootId = splitOff(part)?.rootId ?? part.id;
      const isHeld = held.has(this.known.get(part.id)?.icalUid ?? "");
      return isHeld || rootId === part.id || this.known.has(rootId) ? [] : [rootId];
    });
    await this.ask({ ctx, connectionId }, [...new Set(roots)]);
    for (const part of open) {
      const facts = this.known.get(part.id);
      if (!facts) continue;
      const root = held.get(facts.icalUid ?? "") ?? this.rootOf(part.id)?.createdAt;
      // Whose calendar has never held the beginning, or holds it no more, has nothing older than the part.
      const createdAt = root ?? part.createdAt;
      this.known.set(part.id, { ...facts, createdAt });
    }
  }

  private rootOf(partId: string): SeriesFacts | null {
    const part = this.parts.get(partId);
    const rootId = part ? splitOff(part)?.rootId : undefined;
    return rootId === undefined || rootId === partId ? null : (this.known.get(rootId) ?? null);
  }
}

/** A row that is only not there any more, and does not say of which series it was. */
export const isBareLoss = (change: CalendarChange): change is Extract<CalendarChange, { kind: "gone" }> =>
  change.kind === "gone" && change.how === "vanished" && change.instance === null;

function slotIn(change: CalendarChange): { masterId: string; originalStart: Instant } | null {
  if (change.kind === "gone") return change.instance;
  return change.event.series.role === "instance" ? change.event.series : null;
}
