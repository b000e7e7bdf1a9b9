import { BOB, CARA, LEE, MIA, NED, outsiders, TEAM, users, ZOE } from "./people";
import { Random } from "./random";
import { type Blow, type Flavour, type Step, troubleKinds } from "./steps";

/** The same history for the same seed. */
export function writeHistory(seed: number, length: number): Step[] {
  const random = new Random(seed);
  return Array.from({ length }, () => step(random));
}

const day = (random: Random): number => 1 + random.below(9);
const hour = (random: Random): number => 7 + random.below(12);
const event = (random: Random): number => random.below(1_000);

function step(random: Random): Step {
  return random.weighted<() => Step>([
    [14, () => create(random)],
    [22, () => edit(random)],
    [10, () => inTheCrm(random)],
    [5, () => connections(random)],
    [14, () => ({ do: "deliver", seed: event(random), ...fates(random) })],
    [26, () => work(random)],
    [4, () => ({ do: "poll", user: random.pick(users) })],
    [3, () => ({ do: "wait", seconds: random.pick([5, 70, 700, 40_000]) })],
    [5, () => trouble(random)],
  ])();
}

function create(random: Random): Step {
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
  const which = { event: event(random) };
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
  const which = { event: event(random), slot: random.below(5) };
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

function inTheCrm(random: Random): Step {
  return random.weighted<() => Step>([
    [4, () => schedule(random)],
    [3, () => remove(random)],
    [3, () => contact(random)],
    [2, () => setting(random)],
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

const remove = (random: Random): Step => ({
  do: "delete",
  user: random.pick(users),
  meeting: event(random),
  isEventToo: random.chance(0.4),
  blow: blow(random),
});

const contact = (random: Random): Step => ({
  do: "contact",
  account: random.below(2),
  email: random.pick([NED, NED, ZOE, TEAM]),
  isThere: random.chance(0.6),
});

const setting = (random: Random): Step => ({
  do: "setting",
  user: random.pick(users),
  what: random.pick(["all-day", "group", "denied"] as const),
  isOn: random.chance(0.6),
});

function connections(random: Random): Step {
  return random.weighted<() => Step>([
    [3, () => ({ do: "disconnect", user: random.pick(users) })],
    [5, () => ({ do: "connect", user: random.pick(users) })],
    [1, () => ({ do: "switch-app", account: random.below(2) })],
  ])();
}

const fates = (random: Random) => ({
  lost: random.pick([0, 0, 0.3, 1]),
  doubled: random.pick([0, 0, 0.5]),
  late: random.pick([0, 0, 0.4]),
});

const work = (random: Random): Step => ({
  do: "work",
  seed: event(random),
  jobs: 1 + random.below(4),
  blow: blow(random),
  isPaired: random.chance(0.25),
});

const blow = (random: Random): Blow | null =>
  random.chance(0.25) ? { kind: random.chance(0.8) ? "kill" : "cut", at: 1 + random.below(60) } : null;

const trouble = (random: Random): Step => ({
  do: "trouble",
  kind: random.pick(troubleKinds),
  isOutlook: random.chance(0.45),
  count: 1 + random.below(3),
  user: random.pick(users),
});
