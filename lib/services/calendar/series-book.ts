import { findCopy } from "@/db/queries/copies";
import type { CalendarChange, CalendarEvent } from "@/lib/domain/calendar/event";
import type { Access, CalendarProvider } from "@/lib/domain/calendar/provider";
import type { Instant } from "@/lib/domain/time/instant";
import { type Ctx, inTransaction } from "../context";
import type { SeriesFacts } from "./load-change";

/**
 * What is known of series during one round: from rows that came by, else from the provider, each asked for once. In a
 * `baseline` every living series is listed, so one that did not come by is older than the connection and need not be asked.
 */
export class SeriesBook {
  private readonly known = new Map<string, SeriesFacts | null>();

  constructor(
    private readonly provider: CalendarProvider,
    private readonly access: Access,
    private readonly isBaseline: boolean,
  ) {}

  /** Takes note of a series that came by. */
  note(change: CalendarChange): void {
    if (change.kind === "upsert" && change.event.series.role === "master") {
      this.known.set(change.event.id, factsOf(change.event));
    }
  }

  /** Of a first listing: whether a series came by that was made since then. */
  isNew(masterId: string, since: Instant): boolean {
    const createdAt = this.known.get(masterId)?.createdAt ?? null;
    return createdAt !== null && createdAt >= since;
  }

  /** The series an instance belongs to; null for everything that is no instance. */
  async seriesOf(ctx: Ctx, connectionId: string, change: CalendarChange): Promise<SeriesFacts | null> {
    const masterId = masterOf(change);
    if (!masterId) return null;
    if (!this.known.has(masterId)) this.known.set(masterId, await this.find(ctx, connectionId, masterId));
    return this.known.get(masterId) ?? null;
  }

  private async find(ctx: Ctx, connectionId: string, masterId: string): Promise<SeriesFacts | null> {
    if (this.isBaseline) return null;
    const answers = await this.provider.lookUp(this.access, [{ id: masterId, onPrimary: true }]);
    for (const answer of answers) {
      if (answer.kind === "upsert" && answer.event.id === masterId) return factsOf(answer.event);
    }
    // A deleted series still explains the cancelled occurrences that come with it.
    const copy = await inTransaction(ctx, (tx) => findCopy(tx, ctx.accountId, connectionId, masterId));
    return copy ? { icalUid: copy.icalUid, createdAt: copy.eventCreatedAt, firstStart: null } : null;
  }
}

const masterOf = (change: CalendarChange): string | null => {
  if (change.kind === "gone") return change.instance?.masterId ?? null;
  return change.event.series.role === "instance" ? change.event.series.masterId : null;
};

const factsOf = (event: CalendarEvent): SeriesFacts => ({
  icalUid: event.icalUid,
  createdAt: event.createdAt,
  firstStart: event.slot.kind === "timed" ? event.slot.start : null,
});
