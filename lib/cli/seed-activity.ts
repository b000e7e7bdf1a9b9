import type { Tx } from "@/db/client";
import { activities, activityRecords } from "@/db/schema/activities";
import { attendees, meetings } from "@/db/schema/meetings";
import type { MeetingOutcome, Reply } from "@/lib/domain/meetings/meeting";
import { recordName } from "@/lib/domain/records/naming";
import { findStage } from "@/lib/domain/records/placing";
import { type Instant, shift } from "@/lib/domain/time/instant";
import type { ActivityKind } from "@/lib/domain/timeline/entry";
import { seedContacts } from "./seed-people";
import { idFor } from "./seed-random";
import { companyId, contactId, dealsOf, domainOfContact } from "./seed-records";
import { demoAccountId as accountId, type SeedUser, type World } from "./seed-world";

export type SeedMeeting = {
  host: SeedUser;
  zone: string;
  minutes: number;
  note: string | null;
  where: "none" | "phone" | "address" | "link";
  /** One for each contact, in their order. */
  replies: readonly Reply[];
  outcome: MeetingOutcome;
  cancelledAt?: Instant;
  repeats?: boolean;
};

/** One activity of the demo account; `key` names it, so that its id is the same in every seed. */
export type SeedActivity = {
  key: string;
  kind: ActivityKind;
  at: Instant;
  title: string;
  body?: string;
  author: SeedUser;
  /** Ids of the contacts it is about; their companies and open deals follow (RULES R3). */
  contacts: readonly string[];
  ticketId?: string;
  call?: { outcome: string; direction: string; minutes: number | null };
  task?: { type: string; priority: string; completedAt: Instant | null };
  meeting?: SeedMeeting;
};

const byId = new Map(seedContacts.map((contact) => [contactId(contact.email), contact]));

/** Writes activities with their meetings, guests and places on timelines, a few statements in all. */
export async function insertActivities(tx: Tx, world: World, all: readonly SeedActivity[]): Promise<void> {
  await tx.insert(activities).values(all.map((one) => activityRow(world, one)));
  await tx.insert(activityRecords).values(all.flatMap((one) => placeRows(world, one)));
  const held = all.filter((one) => one.kind === "meeting");
  await tx.insert(meetings).values(held.flatMap((one) => meetingRows(one)));
  await tx.insert(attendees).values(held.flatMap((one) => guestRows(one)));
}

const activityId = (one: SeedActivity): string => idFor(`activity/${one.key}`);
const isOpen = (one: SeedActivity): boolean => one.task !== undefined && one.task.completedAt === null;

function activityRow(world: World, one: SeedActivity) {
  const written = one.at < world.now ? one.at : shift(world.now, -86_400_000);
  return {
    accountId,
    id: activityId(one),
    kind: one.kind,
    at: one.at,
    title: one.title,
    body: one.body ?? "",
    authorId: one.author.id,
    open: isOpen(one),
    completedAt: one.task?.completedAt ?? null,
    taskType: one.task?.type ?? null,
    taskPriority: one.task?.priority ?? null,
    callOutcome: one.call?.outcome ?? null,
    callDirection: one.call?.direction ?? null,
    durationMinutes: one.call?.minutes ?? null,
    createdAt: written,
    updatedAt: written,
  };
}

function placeRows(world: World, one: SeedActivity) {
  const place = { accountId, activityId: activityId(one), kind: one.kind, at: one.at, open: isOpen(one) };
  const firms = one.contacts.map((id) => companyId(domainOfContact(byId.get(id)?.email ?? "")));
  const sold = openDealsOf(world).filter((deal) => one.contacts.some((id) => deal.contactIds.includes(id)));
  const ids = [
    ...one.contacts,
    ...firms,
    ...sold.map(({ id }) => id),
    ...(one.ticketId ? [one.ticketId] : []),
  ];
  return [...new Set(ids)].map((recordId) => ({ ...place, recordId }));
}

const openDealsOf = (world: World) =>
  dealsOf(world)
    .filter(({ stage }) => !findStageByName(world, stage)?.closed)
    .map(({ id, contacts }) => ({ id, contactIds: contacts.map(contactId) }));

function findStageByName(world: World, name: string) {
  const all = world.pipelines.flatMap((pipeline) => pipeline.stages);
  return findStage(world.pipelines, all.find((stage) => stage.name === name)?.id);
}

const places = {
  none: { locationText: null, joinUrl: null },
  phone: { locationText: "+48 22 555 01 44", joinUrl: null },
  address: { locationText: "Almanac, ul. Prosta 20, Warszawa", joinUrl: null },
  link: { locationText: "https://meet.example/almanac", joinUrl: "https://meet.example/almanac" },
};

function meetingRows(one: SeedActivity) {
  const { meeting } = one;
  if (!meeting) return [];
  return {
    accountId,
    id: activityId(one),
    hostId: meeting.host.id,
    startAt: one.at,
    endAt: shift(one.at, meeting.minutes * 60_000),
    zone: meeting.zone,
    locationKind: meeting.where,
    ...places[meeting.where],
    internalNote: meeting.note,
    outcome: meeting.outcome,
    source: "crm" as const,
    push: "local" as const,
    repeats: meeting.repeats ?? false,
    organizerEmail: meeting.host.email,
    organizerName: meeting.host.name,
    cancelledAt: meeting.cancelledAt ?? null,
    cancelledWhere: meeting.cancelledAt ? "Google Calendar" : null,
  };
}

function guestRows(one: SeedActivity) {
  const { meeting } = one;
  if (!meeting) return [];
  const guest = { accountId, meetingId: activityId(one), optional: false };
  const { host } = meeting;
  const asHost = {
    ...guest,
    email: host.email,
    name: host.name,
    reply: "accepted" as const,
    organizer: true,
    contactId: null,
    userId: host.id,
  };
  return [asHost, ...one.contacts.map((id, place) => toGuest(id, meeting.replies[place] ?? "awaiting"))];

  function toGuest(id: string, reply: Reply) {
    const contact = byId.get(id);
    const names = { firstName: contact?.first ?? null, lastName: contact?.last ?? null };
    return {
      ...guest,
      email: contact?.email ?? "",
      name: recordName("contact", names),
      reply,
      organizer: false,
      contactId: id,
      userId: null,
    };
  }
}
