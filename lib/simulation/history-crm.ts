import { LEE, MIA, NED, TEAM, users, ZOE } from "./people";
import type { Random } from "./random";
import type { Blow, Step } from "./steps";

/** What a history has most of; everything else goes on beside it. */
export const themes = ["calendars", "back-fill", "occurrences", "time off", "merging"] as const;
export type Theme = (typeof themes)[number];

export const day = (random: Random): number => 1 + random.below(9);
export const hour = (random: Random): number => 7 + random.below(12);
export const place = (random: Random): number => random.below(1_000);

/** Something that people do in the CRM. */
export function inTheCrm(random: Random, theme: Theme): Step {
  const often = (wanted: Theme, weight: number) => (theme === wanted ? weight : 0.5);
  return random.weighted<() => Step>([
    [4, () => schedule(random)],
    [4, () => amend(random)],
    [3, () => remove(random)],
    [3, () => contact(random)],
    [2, () => setting(random)],
    [often("merging", 4), () => merge(random)],
    [often("back-fill", 12), () => backFill(random)],
    [often("occurrences", 4), () => everyOccurrence(random)],
    [often("time off", 24), () => timeOff(random)],
  ])();
}

const schedule = (random: Random): Step => ({
  do: "schedule",
  user: random.pick(users),
  guests: random.shuffled([LEE, ZOE, NED]).slice(0, 1 + random.below(2)),
  day: day(random),
  hour: hour(random),
  blow: blow(random),
  isBeside: random.chance(0.3),
});

const amend = (random: Random): Step => ({
  do: "amend",
  user: random.pick(users),
  meeting: place(random),
  what: random.pick(["title", "move", "invite", "drop"] as const),
  guest: random.pick([LEE, ZOE, NED]),
  hour: hour(random),
  blow: blow(random),
  isBeside: random.chance(0.3),
});

const remove = (random: Random): Step => ({
  do: "delete",
  user: random.pick(users),
  meeting: place(random),
  isEventToo: random.chance(0.4),
  blow: blow(random),
});

const contact = (random: Random): Step => ({
  do: "contact",
  account: random.below(2),
  email: random.pick([NED, NED, ZOE, TEAM]),
  isThere: random.chance(0.6),
});

function setting(random: Random): Step {
  const what = random.pick(["all-day", "group", "denied", "own"] as const);
  // With the client's domain taken for one's own hardly anything is left to see.
  return { do: "setting", user: random.pick(users), what, isOn: random.chance(what === "own" ? 0.3 : 0.6) };
}

const everyOccurrence = (random: Random): Step => ({
  do: "setting",
  user: random.pick(users),
  what: "occurrences",
  isOn: random.chance(0.8),
});

function merge(random: Random): Step {
  const [primary = LEE, secondary = ZOE] = random.shuffled([LEE, ZOE, NED, TEAM, MIA]);
  return {
    do: "merge",
    account: random.below(2),
    primary: random.chance(0.15) ? "" : primary,
    secondary,
    blow: blow(random),
  };
}

const backFill = (random: Random): Step => ({
  do: "back-fill",
  user: random.pick(users),
  what: random.pick(["ask", "ask", "confirm", "confirm", "confirm", "cancel"] as const),
  blow: blow(random),
});

function timeOff(random: Random): Step {
  const at = { user: random.pick(users), day: day(random), hour: hour(random) };
  const entry = place(random);
  return random.weighted<() => Step>([
    [3, () => ({ do: "away", ...at, isPrivate: random.chance(0.2) })],
    [
      3,
      () => ({
        do: "away-edit",
        ...at,
        entry,
        how: random.pick(["move", "rename", "hide", "show", "remove"] as const),
      }),
    ],
    [
      7,
      () => ({
        do: "time-off",
        ...at,
        entry,
        what: random.weighted([
          [3, "add"],
          [3, "change"],
          [1, "remove"],
        ] as const),
        isAllDay: random.chance(0.3),
        blow: blow(random),
      }),
    ],
    [1, () => ({ do: "time-off-sync", user: at.user, isOn: random.chance(0.6) })],
  ])();
}

export const blow = (random: Random): Blow | null =>
  random.chance(0.25) ? { kind: random.chance(0.8) ? "kill" : "cut", at: 1 + random.below(60) } : null;
