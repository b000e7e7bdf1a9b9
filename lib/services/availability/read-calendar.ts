import type { Connection } from "@/db/queries/connections";
import type { BusyBlock, BusyDetail, CalendarStanding } from "@/lib/domain/availability/busy";
import type { TimeSpan } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { openAccess } from "../calendar/access";
import type { Ctx } from "../context";
import { inTurn, within } from "./in-turn";

/** A calendar's own word on a span, or why there is none. */
export type CalendarReading = { standing: CalendarStanding; blocks: BusyBlock[] };

type Ask = { span: TimeSpan; detail: BusyDetail; patienceMs: number };

/**
 * Reads when the person of a connection is busy, with their own grant. Never rejects for a provider's sake, never waits longer
 * than `patienceMs`, stores nothing, and leaves a calendar in peace that is switched off or paused.
 */
export async function readCalendar(
  ctx: Ctx,
  connection: Connection | undefined,
  { span, detail, patienceMs }: Ask,
): Promise<CalendarReading> {
  const known = connection ? standingOf(ctx, connection) : "not-connected";
  if (!connection || known !== "read") return { standing: known, blocks: [] };
  try {
    const blocks = await within(patienceMs, (late) =>
      inTurn(connection.id, async () => {
        // Whoever asked has been answered already: the next one is let through instead.
        if (late.aborted) return null;
        const access = await openAccess(ctx, connection);
        const provider = ctx.providers.get(connection.provider);
        return provider.busy(access, span, { zone: connection.zone, detail });
      }),
    );
    return blocks ? { standing: "read", blocks } : { standing: "silent", blocks: [] };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    ctx.log.info({ connectionId: connection.id, kind: error.kind }, "busy times could not be read");
    return { standing: isEnded(error) ? "not-connected" : "silent", blocks: [] };
  }
}

function standingOf(ctx: Ctx, { provider, state, syncing, pausedUntil, mend }: Connection): CalendarStanding {
  if (!ctx.providers.has(provider) || state === "reconnect") return "not-connected";
  if (!syncing) return "off";
  // A wait of our own, after a pull that failed, keeps nobody from looking; one the provider asked for does.
  const waits = mend !== "sync-now" && pausedUntil !== null && pausedUntil > ctx.now();
  return waits ? "silent" : "read";
}

const isEnded = ({ kind }: ProviderError): boolean => kind === "reauthorise" || kind === "no-calendar";
