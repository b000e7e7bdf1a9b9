import { type SharedFields, sharedFields } from "../meetings/from-event";
import type { Slot } from "../time/slot";
import type { AdmissionWorld } from "./admission";
import type { CalendarChange, CalendarEvent, EventGuest, SeriesRole } from "./event";
import type { ChangeState, MeetingState } from "./plan";

/** The moment the connection became active, in every builder below. */
export const T0 = "2026-11-20T09:00:00.000Z";
export const AFTER = "2026-11-20T09:00:01.000Z";
export const BEFORE = "2026-11-19T09:00:00.000Z";
export const ZONE = "Europe/Berlin";
export const FIRST = "2026-11-24T13:00:00.000Z";
export const FIFTH = "2026-12-22T13:00:00.000Z";

export const guest = (email: string, more: Partial<EventGuest> = {}): EventGuest => ({
  email,
  name: null,
  reply: "awaiting",
  self: false,
  organizer: false,
  optional: false,
  resource: false,
  ...more,
});

export const mia = guest("mia@acme.test", { self: true, organizer: true, reply: "accepted" });
export const lee = guest("lee@client.test");
export const zoe = guest("zoe@client.test");
export const stranger = guest("unknown@client.test");

export const timed = (start: string, minutes = 30): Slot => ({
  kind: "timed",
  start,
  end: new Date(Date.parse(start) + minutes * 60_000).toISOString(),
  zone: ZONE,
});

/** Mia's event with Lee, created just after the connection became active. */
export const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  id: "event1",
  etag: '"1"',
  icalUid: "event1@google.com",
  createdAt: AFTER,
  updatedAt: AFTER,
  status: "confirmed",
  kind: "default",
  showsAway: false,
  visibility: "public",
  title: "Renewal call",
  descriptionHtml: null,
  locationText: null,
  slot: timed(FIRST),
  organizer: { email: "mia@acme.test", name: null, self: true },
  guests: [mia, lee],
  guestsOmitted: false,
  joinUrl: null,
  joinPending: false,
  url: null,
  series: { role: "single" },
  crmMeetingId: null,
  ...more,
});

export const upsert = (more: Partial<CalendarEvent> = {}): CalendarChange => ({
  kind: "upsert",
  event: event(more),
});

export const gone = (
  instance: { masterId: string; originalStart: string } | null = null,
  how: "called-off" | "moved-away" | "vanished" = "called-off",
): Extract<CalendarChange, { kind: "gone" }> => ({
  kind: "gone",
  id: "event1",
  how,
  instance,
  updatedAt: AFTER,
});

export const weekly: SeriesRole = {
  role: "master",
  rule: ["RRULE:FREQ=WEEKLY;COUNT=50"],
  firstStart: FIRST,
};
export const slotOf = (originalStart: string): SeriesRole => ({
  role: "instance",
  isChanged: true,
  masterId: "event1",
  originalStart,
});

export const world = (more: Partial<AdmissionWorld> = {}): AdmissionWorld => ({
  activeSince: T0,
  allDayEvents: false,
  groupAddresses: [],
  people: {
    contacts: [
      { id: "lee", email: "Lee@Client.test" },
      { id: "zoe", email: "zoe@client.test" },
      { id: "hr", email: "hr@acme.test" },
      { id: "room", email: "room4@client.test" },
      { id: "team", email: "team@client.test" },
    ],
    userEmails: ["mia@acme.test", "bob@acme.test", "contractor@gmail.com"],
    domains: ["acme.test"],
    deniedDomains: ["never.test"],
  },
  ...more,
});

/** Stands in for the sanitiser, which has tests of its own. */
export const asIs = (html: string): string => html;

export const shared = (more: Partial<CalendarEvent> = {}): SharedFields =>
  sharedFields(event(more), ZONE, asIs);

/** The meeting that `event(content)` became. */
export const meeting = (
  more: Partial<MeetingState> = {},
  content: Partial<CalendarEvent> = {},
): MeetingState => ({
  id: "meeting1",
  shared: shared(content),
  push: "scheduled",
  frozen: false,
  cancelled: false,
  guestContactIds: ["lee"],
  otherCopies: [],
  ...more,
});

export const copy = {
  meetingId: "meeting1",
  organizerSelf: true,
  isPrivate: false,
  etag: '"0"',
  seriesEventId: null,
  occurrence: "",
  isSeries: false,
  cancelled: false,
};

/** What is known before a change; nothing, unless told. */
export const state = (more: Partial<ChangeState> = {}): ChangeState => ({
  world: world(),
  calendarZone: ZONE,
  ownEmail: "mia@acme.test",
  now: "2026-11-20T10:00:00.000Z",
  sanitise: asIs,
  copy: null,
  meeting: null,
  deletedInCrm: false,
  isHeldAgain: false,
  organiserInvitesNobody: false,
  isCarried: false,
  firstHasOwnRow: false,
  firstApart: null,
  series: null,
  ...more,
});

export const known = (more: Partial<MeetingState> = {}, rest: Partial<ChangeState> = {}): ChangeState =>
  state({ meeting: meeting(more), copy, ...rest });

/** A series that stands and is its calendar's person's own, made since the connection, whose first occurrence has this meeting. */
export const followed = (first: MeetingState) => ({
  createdAt: AFTER,
  firstStart: FIRST,
  isGone: false,
  organizerSelf: true,
  meeting: first,
  firstIsOff: false,
  rule: [],
  zone: "Europe/Berlin",
});
