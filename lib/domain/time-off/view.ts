import type { ConnectionState, ProviderName } from "../calendar/connection";
import type { UserRef } from "../records/record";
import type { Instant } from "../time/instant";
import type { TimeOffFields, TimeOffTimes } from "./time-off";
import type { Standing } from "./words";

/** One's own time off as its page shows it. */
export type TimeOffEntry = TimeOffFields & {
  id: string;
  source: "crm" | "calendar";
  standing: Standing;
  /** Why it does not stand in the calendar as it stands here. */
  reason: string | null;
};

/** What Settings > General > Time off shows the signed-in person. */
export type TimeOffSettings = {
  /** Soonest first; what runs now included. */
  upcoming: TimeOffEntry[];
  /** Latest first. */
  past: TimeOffEntry[];
  /** There is more behind it than is listed. */
  pastIsCut: boolean;
  /** The switch; on by default. */
  keepsSame: boolean;
  calendar: { provider: ProviderName; email: string; state: ConnectionState; syncing: boolean } | null;
  /** The account's app; null while none is installed, and then only an administrator can change that. */
  installed: ProviderName | null;
  mayInstall: boolean;
  admins: UserRef[];
};

/** A teammate's time off: times and nothing else (RULES section 7). By address, as people are invited. */
export type AwayTime = TimeOffTimes & { email: string };

/** Who is away at any moment of a span, e.g. of the meeting that is being planned. */
export function awayDuring(
  away: readonly AwayTime[],
  email: string,
  span: { start: Instant; end: Instant },
): AwayTime | null {
  const theirs = away.filter(
    (each) => each.email === email && each.startAt < span.end && each.endAt > span.start,
  );
  return theirs.reduce<AwayTime | null>(
    (last, each) => (last && last.endAt >= each.endAt ? last : each),
    null,
  );
}
