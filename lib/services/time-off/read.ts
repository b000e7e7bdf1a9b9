import { findConnectionOfUser } from "@/db/queries/connections";
import { findInstalled } from "@/db/queries/integrations";
import { listMembers } from "@/db/queries/members";
import { listAwayTimes, listComingTimeOff, listPastTimeOff } from "@/db/queries/time-off-lists";
import { keepsTimeOffSame } from "@/db/queries/time-off-preference";
import { AppError } from "@/lib/domain/errors";
import { days, elapsed, type Instant } from "@/lib/domain/time/instant";
import type { TimeOff } from "@/lib/domain/time-off/time-off";
import type { AwayTime, TimeOffEntry, TimeOffSettings } from "@/lib/domain/time-off/view";
import { standingOf } from "@/lib/domain/time-off/words";
import { type Ctx, currentUser, inTransaction } from "../context";

const MOST_PAST = 50;
const LONGEST_SPAN_MS = days(62);

/** One's own time off, and whether it and the calendar are kept the same, for Settings > General > Time off. */
export function getTimeOffSettings(ctx: Ctx): Promise<TimeOffSettings> {
  const user = currentUser(ctx);
  const { accountId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const now = ctx.now();
    const upcoming = await listComingTimeOff(tx, accountId, user.id, now);
    const past = await listPastTimeOff(tx, accountId, user.id, now, MOST_PAST + 1);
    const connection = await findConnectionOfUser(tx, accountId, user.id);
    const installed = await findInstalled(tx, accountId);
    const members = await listMembers(tx, accountId);
    return {
      upcoming: upcoming.map(entryOf),
      past: past.slice(0, MOST_PAST).map(entryOf),
      pastIsCut: past.length > MOST_PAST,
      keepsSame: await keepsTimeOffSame(tx, accountId, user.id),
      calendar: connection && {
        provider: connection.provider,
        email: connection.email,
        state: connection.state,
        syncing: connection.syncing,
      },
      installed: installed?.provider ?? null,
      mayInstall: user.role === "admin",
      admins: members
        .filter((member) => member.role === "admin" && member.active)
        .map(({ id, name, email }) => ({ id, name, email })),
    };
  });
}

/** When people of the account are away within a span of at most two months: times alone, one's own included (RULES section 7). */
export function listTeamTimeOff(ctx: Ctx, span: { from: Instant; until: Instant }): Promise<AwayTime[]> {
  currentUser(ctx);
  const length = elapsed(span.from, span.until);
  if (length <= 0 || length > LONGEST_SPAN_MS) throw new AppError("invalid", "Ask for at most two months.");
  return inTransaction(ctx, (tx) => listAwayTimes(tx, ctx.accountId, span));
}

function entryOf(entry: TimeOff): TimeOffEntry {
  const { id, source, startAt, endAt, zone, allDay, note, pushNote } = entry;
  return { id, source, startAt, endAt, zone, allDay, note, standing: standingOf(entry), reason: pushNote };
}
