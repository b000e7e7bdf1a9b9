import { type ProviderName, providerWords } from "../calendar/connection";
import { type EditedField, isOneDay } from "./edit";
import type { SharedFields } from "./from-event";
import type { PushState } from "./meeting";

/** What decides who may change the event of a meeting. */
export type EditFacts = {
  push: PushState;
  cancelled: boolean;
  frozen: boolean;
  shared: Pick<SharedFields, "repeats" | "organizerEmail" | "organizerName">;
  provider: ProviderName | null;
  /** A change that was saved before is still on its way. */
  waiting: boolean;
  /** The viewer's own calendar, where it holds the organiser's copy of the event. */
  calendar: "connected" | "reconnect" | "switched-off" | "disconnected" | null;
};

export type EditPermit = { destination: "event" | "here"; lock: string | null };

/**
 * Whether and where shared fields of a meeting may be changed from the CRM, and if not, why (RULES O4, O5). A series is
 * changed in its calendar: what is meant by a change, one occurrence or all, is asked there.
 */
export function editPermit(facts: EditFacts): EditPermit {
  const destination = facts.push === "scheduled" || facts.push === "pending" ? "event" : "here";
  if (facts.cancelled)
    return { destination, lock: "It is canceled: only the outcome and the note can be changed." };
  if (destination === "here") return { destination, lock: null };
  return { destination, lock: eventLock(facts) };
}

function eventLock(facts: EditFacts): string | null {
  const app = facts.provider === null ? "the calendar" : providerWords[facts.provider].app;
  const { repeats, organizerName, organizerEmail } = facts.shared;
  if (facts.frozen)
    return "It has become private in the calendar: only the outcome and the note can be changed here.";
  if (facts.push === "pending")
    return "The invitation is still being sent. The rest can be changed once it is out.";
  if (facts.waiting)
    return "A change of this meeting is still being sent. The rest can be changed once it is there.";
  if (facts.calendar === null)
    return `${organizerName ?? organizerEmail ?? "Somebody else"} organises this meeting: only they can change its event.`;
  if (repeats) return `It repeats: change the event in ${app}, and this card follows.`;
  if (facts.calendar === "reconnect") return "Reconnect your calendar to change the event.";
  if (facts.calendar === "switched-off") return "Turn “Sync my calendar” on to change the event.";
  if (facts.calendar === "disconnected") return "Connect your calendar to change the event.";
  return null;
}

/** Why the time alone cannot be changed here; null when it can. */
export function timeLock(shared: SharedFields): string | null {
  if (shared.allDay) return "It lasts whole days: change when it is in the calendar.";
  return isOneDay(shared) ? null : "It does not end on the day it begins: change when it is in the calendar.";
}

const plainTags = new Set(["p", "br", "div", "span"]);

/** Why the description alone cannot be changed here: as typed text it would lose its links and lists; null when it can. */
export function descriptionLock({ descriptionHtml }: Pick<SharedFields, "descriptionHtml">): string | null {
  const tags = [...(descriptionHtml ?? "").matchAll(/<\/?([a-z0-9]+)/gi)].map(
    ([, tag]) => tag?.toLowerCase() ?? "",
  );
  if (tags.every((tag) => plainTags.has(tag))) return null;
  return "It has links or formatting: change it in the calendar, and this card follows.";
}

/** Why the place alone cannot be changed here; null when it can. */
export const placeLock = ({ locationKind }: SharedFields): string | null =>
  locationKind === "conference" ? "The video link is the calendar's own: change it there." : null;

/** "title, time and place" */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** One sentence for the card of a meeting whose change is on its way, or was not made. */
export const editNotes = {
  sending: "Sending the update…",
  reconnect: "Reconnect your calendar to send the update.",
  switchedOff: "Turn “Sync my calendar” on to send the update.",
  unreachable: (provider: ProviderName) =>
    `Sending the update… ${providerWords[provider].app} does not answer just now; we keep trying.`,
  slowed: (provider: ProviderName) =>
    `Sending the update… ${providerWords[provider].app} asked us to wait a moment.`,
  overtaken: (provider: ProviderName, fields: readonly EditedField[]) =>
    `The ${listed(fields)} had been changed in ${providerWords[provider].app} meanwhile, so your change of it was not made.`,
  gone: (provider: ProviderName) =>
    `The event was deleted in ${providerWords[provider].app} meanwhile, so your change was not made.`,
  private: (provider: ProviderName) =>
    `The event has become private in ${providerWords[provider].app} meanwhile, so your change was not made.`,
  unreachableForDays: (provider: ProviderName) =>
    `${providerWords[provider].app} did not take the change for two days, so it was not made.`,
  refused: (provider: ProviderName) =>
    `${providerWords[provider].app} refused the change. The event is as it was.`,
  disconnected: "The calendar was disconnected before your change was made. The event is as it was.",
} as const;
