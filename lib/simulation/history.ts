import { blow, day, hour, inTheCrm, place, type Theme, themes } from "./history-crm";
import { BOB, CARA, LEE, MIA, NED, outsiders, users, ZOE } from "./people";
import { Random } from "./random";
import { type Flavour, type Step, troubleKinds } from "./steps";

/** The same history for the same seed. */
export function writeHistory(seed: number, length: number): Step[] {
  const random = new Random(seed);
  const theme = random.pick(themes);
  return Array.from({ length }, () => step(random, theme));
}

function step(random: Random, theme: Theme): Step {
  return random.weighted<() => Step>([
    [14, () => create(random, theme)],
    [20, () => edit(random)],
    [theme === "calendars" ? 10 : 24, () => inTheCrm(random, theme)],
    [theme === "back-fill" ? 8 : 5, () => connections(random)],
    [14, () => ({ do: "deliver", seed: place(random), ...fates(random) })],
    [26, () => work(random)],
    [4, () => ({ do: "poll", user: random.pick(users) })],
    [3, () => ({ do: "wait", seconds: random.pick([5, 70, 700, 40_000]) })],
    [5, () => trouble(random)],
  ])();
}

function create(random: Random, theme: Theme): Step {
  const owner = random.weighted([
    [5, MIA],
    [4, BOB],
    [4, CARA],
    [3, LEE],
    [1, NED],
  ] as const);
  const known = [...outsiders, ...users].filter((email) => email !== owner);
  const guests = random.shuffled(known).slice(0, random.pick([0, 1, 1, 2, 2, 3]));
  if (owner === LEE || owner === NED) guests.push(random.pick(users));
  const flavour = random.weighted<Flavour>([
    [8, "plain"],
    [1, "private"],
    [1, "all-day"],
    [theme === "occurrences" ? 8 : 3, "series"],
  ]);
  return {
    do: "create",
    owner,
    guests: [...new Set(guests)],
    flavour,
    day: day(random) - (random.chance(0.1) ? 10 : 0),
    hour: hour(random),
    isAway: random.chance(0.12),
  };
}

function edit(random: Random): Step {
  const which = { event: place(random) };
  return random.weighted<() => Step>([
    [4, () => ({ do: "rename", ...which })],
    [4, () => ({ do: "move", ...which, day: day(random), hour: hour(random), isAllDay: random.chance(0.1) })],
    [3, () => ({ do: "invite", ...which, guests: guestList(random) })],
    [5, () => ({ do: "reply", ...which, guest: guest(random), response: answer(random) })],
    [2, () => ({ do: "leave", ...which, guest: guest(random) })],
    [3, () => ({ do: "cancel", ...which })],
    [3, () => ({ do: "hide", ...which })],
    [2, () => ({ do: "show", ...which })],
    [7, () => slotEdit(random)],
  ])();
}

function slotEdit(random: Random): Step {
  const which = { event: place(random), slot: random.below(5) };
  return random.weighted<() => Step>([
    [3, () => ({ do: "slot-rename", ...which })],
    [3, () => ({ do: "slot-move", ...which, hour: hour(random) })],
    [3, () => ({ do: "slot-cancel", ...which })],
    [3, () => ({ do: "slot-reply", ...which, guest: random.pick([LEE, ZOE]), response: answer(random) })],
    [1, () => ({ do: "split", ...which })],
  ])();
}

const guest = (random: Random): string => random.pick([LEE, ZOE, NED, ...users]);
const answer = (random: Random) => random.pick(["accepted", "declined", "tentative"] as const);
const guestList = (random: Random): string[] =>
  random.shuffled([...outsiders, ...users]).slice(0, random.below(4));

function connections(random: Random): Step {
  return random.weighted<() => Step>([
    [3, () => ({ do: "disconnect", user: random.pick(users) })],
    [5, () => ({ do: "connect", user: random.pick(users) })],
    [1, () => ({ do: "switch-app", account: random.below(2) })],
    [4, () => ({ do: "syncing", user: random.pick(users), isOn: random.chance(0.6) })],
  ])();
}

const fates = (random: Random) => ({
  lost: random.pick([0, 0, 0.3, 1]),
  doubled: random.pick([0, 0, 0.5]),
  late: random.pick([0, 0, 0.4]),
});

const work = (random: Random): Step => ({
  do: "work",
  seed: place(random),
  jobs: 1 + random.below(4),
  blow: blow(random),
  isPaired: random.chance(0.25),
});

const trouble = (random: Random): Step => ({
  do: "trouble",
  kind: random.pick(troubleKinds),
  isOutlook: random.chance(0.45),
  count: 1 + random.below(3),
  user: random.pick(users),
});
