import { LEE, NED, ZOE } from "./people";
import type { Blow, Flavour, Step } from "./steps";

/** What happens before the piece of work that is killed, and the work itself. */
export type Story = (user: string, blow: Blow | null) => Step[];

const made = (owner: string, hour: number, flavour: Flavour = "plain", day = 2): Step => ({
  do: "create",
  ...{ owner, guests: [LEE, ZOE], flavour, day, hour, isAway: false },
});
const madeForZoe = (owner: string): Step => ({ ...made(owner, 14), guests: [ZOE] }) as Step;
const job = (user: string, task: string, blow: Blow | null): Step => ({ do: "job", user, task, blow });
const planned = (user: string, blow: Blow | null): Step => ({
  do: "schedule",
  ...{ user, guests: [LEE, ZOE], day: 3, hour: 11, blow, isBeside: false },
});
const amended = (user: string, blow: Blow | null): Step => ({
  do: "amend",
  ...{ user, meeting: 0, what: "invite", guest: NED, hour: 12, blow, isBeside: false },
});
const off = (user: string, what: "add" | "change" | "remove", blow: Blow | null): Step => ({
  do: "time-off",
  ...{ user, what, entry: 0, day: 2, hour: 9, isAllDay: false, blow },
});
const quiet: Step = { do: "quiet" };
/** The provider asks for a moment of patience, so that the work is left to a job. */
const slow = (user: string): Step[] => [
  { do: "trouble", kind: "429", isOutlook: user.endsWith("@beta.test"), count: 1, user },
];

/** Each of them leaves one job or one press to be killed. */
export const stories: Record<string, Story> = {
  "a meeting is scheduled": (user, blow) => [quiet, planned(user, blow)],
  "an invitation goes out by its job": (user, blow) => [
    ...[quiet, ...slow(user), planned(user, null), { do: "wait", seconds: 120 } as const],
    job(user, "meetings.push", blow),
  ],
  "a meeting's event is changed": (user, blow) => [quiet, planned(user, null), quiet, amended(user, blow)],
  "a change goes out by its job": (user, blow) => [
    ...[quiet, planned(user, null), quiet, ...slow(user), amended(user, null)],
    ...[{ do: "wait", seconds: 120 } as const, job(user, "meetings.update-event", blow)],
  ],
  "a page is pulled: made, renamed, cancelled, and a series with its changes": (user, blow) => [
    ...[made(user, 8), made(user, 9), made(user, 10, "series"), quiet],
    ...[{ do: "rename", event: 0 } as const, { do: "cancel", event: 3 } as const, made(LEE, 12)],
    { do: "slot-move", event: 0, slot: 1, hour: 15 },
    { do: "slot-cancel", event: 0, slot: 2 },
    ...[{ do: "poll", user } as const, job(user, "calendar.sync", blow)],
  ],
  "everything is swept after a lost cursor": (user, blow) => [
    ...[made(user, 8), made(user, 9), made(user, 10, "series"), quiet],
    ...[{ do: "cancel", event: 0 } as const, made(user, 11)],
    { do: "trouble", kind: "410", isOutlook: user.endsWith("@beta.test"), count: 1, user },
    ...[{ do: "poll", user } as const, job(user, "calendar.sync", blow)],
  ],
  "a meeting is deleted with its event": (user, blow) => [
    ...[
      quiet,
      planned(user, null),
      quiet,
      { do: "delete", user, meeting: 0, isEventToo: true, blow } as const,
    ],
  ],
  "an event is cancelled by its job": (user, blow) => [
    ...[quiet, planned(user, null), quiet],
    ...[{ do: "delete", user, meeting: 0, isEventToo: true, blow: null } as const],
    job(user, "meetings.cancel-event", blow),
  ],
  "a page is back-filled": (user, blow) => [
    ...[quiet, { do: "syncing", user, isOn: false } as const, made(user, 8), made(user, 9, "series")],
    ...[{ do: "wait", seconds: 70 } as const, { do: "syncing", user, isOn: true } as const, quiet],
    { do: "back-fill", user, what: "ask", blow: null },
    { do: "back-fill", user, what: "confirm", blow: null },
    job(user, "calendar.back-fill", blow),
  ],
  "a count that waited for its calendar goes on": (user, blow) => [
    ...[quiet, { do: "back-fill", user, what: "ask", blow: null } as const],
    ...[{ do: "syncing", user, isOn: false } as const, job(user, "calendar.back-fill", null)],
    ...[{ do: "syncing", user, isOn: true } as const, job(user, "calendar.sync", blow)],
  ],
  "time off is written into the calendar": (user, blow) => [
    ...[quiet, off(user, "add", null), job(user, "time-off.push", blow)],
  ],
  "time off is changed in the calendar": (user, blow) => [
    ...[quiet, off(user, "add", null), quiet, off(user, "change", null), job(user, "time-off.push", blow)],
  ],
  "time off is taken out of the calendar": (user, blow) => [
    ...[quiet, off(user, "add", null), quiet, off(user, "remove", null), job(user, "time-off.push", blow)],
  ],
  "occurrences that took place are logged": (user, blow) => [
    { do: "setting", user, what: "occurrences", isOn: true },
    ...[made(user, 10, "series", 1), quiet, { do: "wait", seconds: 3 * 86_400 } as const],
    ...[{ do: "look" } as const, job(user, "calendar.occurrences", blow)],
  ],
  "two contacts are made one": (user, blow) => [
    ...[madeForZoe(user), made(user, 9, "series"), quiet],
    { do: "merge", account: user.endsWith("@beta.test") ? 1 : 0, primary: LEE, secondary: ZOE, blow },
    { do: "rename", event: 0 },
  ],
};
