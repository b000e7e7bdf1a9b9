import { type Instant, shift } from "@/lib/domain/time/instant";
import { callDirections, callOutcomes, taskPriorities, taskTypes } from "@/lib/domain/timeline/entry";
import type { SeedActivity } from "./seed-activity";
import { seedCompanies } from "./seed-companies";
import { seedContacts } from "./seed-people";
import { type Dice, diceFrom } from "./seed-random";
import { contactId, domainOfContact, ticketId } from "./seed-records";
import {
  callOpenings,
  emails,
  fill,
  meetingNotes,
  meetingTitles,
  nextSteps,
  noteFacts,
  taskTitles,
} from "./seed-texts";
import { seedTickets } from "./seed-tickets";
import type { World } from "./seed-world";

const PAST = 410;
const AHEAD = 26;

/** A year of work and the weeks to come, thrown with the same dice every time. */
export function historyActivities(world: World): SeedActivity[] {
  const dice = diceFrom(2_026);
  const past = Array.from({ length: PAST }, (_, i) => pastActivity(world, dice, i));
  const ahead = Array.from({ length: AHEAD }, (_, i) => comingActivity(world, dice, i));
  return [...past, ...ahead];
}

type Start = Pick<SeedActivity, "key" | "at" | "author" | "contacts" | "ticketId"> & {
  names: { first: string; company: string };
};

function pastActivity(world: World, dice: Dice, place: number): SeedActivity {
  const start = startOf(world, dice, `past/${place}`, -dice.between(1, 364));
  const kind = dice.between(1, 100);
  if (kind <= 32) return note(dice, start);
  if (kind <= 56) return call(dice, start);
  if (kind <= 68) return email(dice, start);
  if (kind <= 80) return task(dice, start, doneAt(world, dice, start));
  return meeting(dice, start, pastOutcome(dice));
}

/** A task is done around when it is due, and never later than now. */
function doneAt(world: World, dice: Dice, { at }: Start): Instant {
  const done = shift(at, dice.between(-30, 20) * 3_600_000);
  if (done < world.now) return done;
  return world.now;
}

function comingActivity(world: World, dice: Dice, place: number): SeedActivity {
  const isTask = place % 2 === 0;
  // Some tasks are overdue: they stay in Upcoming until somebody does them.
  const days = isTask ? dice.between(-9, 21) : dice.between(1, 40);
  const start = startOf(world, dice, `coming/${place}`, days);
  return isTask ? task(dice, start, null) : meeting(dice, start, "Scheduled");
}

function startOf(world: World, dice: Dice, key: string, days: number): Start {
  const contact = dice.pick(seedContacts);
  const company = seedCompanies.find(({ domain }) => domain === domainOfContact(contact.email));
  const ticket = seedTickets.find((one) => one.contact === contact.email);
  const clock = `${String(dice.between(8, 17)).padStart(2, "0")}:${dice.pick(["00", "10", "15", "30", "40", "45"])}`;
  const aboutTicket = ticket && days < 0 && -days <= ticket.openedDaysAgo && dice.chance(70);
  return {
    key,
    at: world.at(onWeekday(world, days), clock),
    author: dice.pick(world.users),
    contacts: [contactId(contact.email)],
    ...(aboutTicket ? { ticketId: ticketId(ticket.name) } : {}),
    names: { first: contact.first, company: company?.name ?? "the company" },
  };
}

/** The day itself, or the working day before it (after it, for a day to come). */
function onWeekday(world: World, days: number): number {
  const weekday = new Date(`${world.day(days)}T00:00:00Z`).getUTCDay();
  if (weekday !== 0 && weekday !== 6) return days;
  const back = weekday === 6 ? 1 : 2;
  return days < 0 ? days - back : days + (3 - back);
}

function note(dice: Dice, { names, ...start }: Start): SeedActivity {
  const next = dice.chance(60) ? ` ${fill(dice.pick(nextSteps), names)}` : "";
  const body = `${fill(dice.pick(noteFacts), names)}${next}`;
  return { ...start, kind: "note", title: `Note by ${start.author.name}`, body };
}

function call(dice: Dice, { names, ...start }: Start): SeedActivity {
  const connected = dice.chance(65);
  const talk = `${fill(dice.pick(callOpenings), names)} ${fill(dice.pick(nextSteps), names)}`;
  return {
    ...start,
    kind: "call",
    title: `Call with ${names.first}`,
    body: connected ? talk : "",
    call: {
      outcome: connected ? "Connected" : dice.pick(callOutcomes.slice(1)),
      direction: dice.pick(callDirections),
      minutes: connected ? dice.between(2, 34) : null,
    },
  };
}

function email(dice: Dice, { names, ...start }: Start): SeedActivity {
  const [title, body] = dice.pick(emails);
  return { ...start, kind: "email", title: fill(title, names), body: fill(body, names) };
}

function task(dice: Dice, { names, ...start }: Start, completedAt: Instant | null): SeedActivity {
  return {
    ...start,
    kind: "task",
    title: fill(dice.pick(taskTitles), names),
    body: dice.chance(40) ? fill(dice.pick(nextSteps), names) : "",
    task: { type: dice.pick(taskTypes), priority: dice.pick(taskPriorities), completedAt },
  };
}

type Outcome = "Scheduled" | "Completed" | "Rescheduled" | "No show" | "Canceled";

function pastOutcome(dice: Dice): Outcome {
  if (dice.chance(78)) return "Completed";
  return dice.pick(["No show", "Rescheduled", "Canceled"] as const);
}

function meeting(dice: Dice, { names, ...start }: Start, outcome: Outcome): SeedActivity {
  const coming = outcome === "Scheduled";
  const replies = coming
    ? (["accepted", "tentative", "awaiting"] as const)
    : (["accepted", "declined"] as const);
  return {
    ...start,
    kind: "meeting",
    title: fill(dice.pick(meetingTitles), names),
    meeting: {
      host: start.author,
      zone: start.author.zone,
      minutes: dice.pick([15, 30, 30, 45, 60, 60]),
      note: outcome === "Completed" ? dice.pick(meetingNotes) : null,
      where: dice.pick(["none", "phone", "address", "link", "link"] as const),
      replies: [outcome === "Completed" ? "accepted" : dice.pick(replies)],
      outcome,
    },
  };
}
