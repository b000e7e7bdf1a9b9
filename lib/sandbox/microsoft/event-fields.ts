import { sameValue } from "../google/event-fields";
import type { EventContent, EventDetails } from "./event-record";

/** The details that travel from the organiser to the guests' copies; the rest is each person's own. */
export const SHARED_DETAILS = [
  "subject",
  "body",
  "location",
  "importance",
  "sensitivity",
  "responseRequested",
  "allowNewTimeProposals",
  "hideAttendees",
  "isOnlineMeeting",
  "joinUrl",
] as const satisfies readonly (keyof EventDetails)[];

const CONTENT = [
  "start",
  "end",
  "recurrence",
  "attendees",
] as const satisfies readonly (keyof EventContent)[];

/** The names of content members and details in which two copies differ. */
export function changedFields(before: EventContent, after: EventContent): string[] {
  const content = CONTENT.filter((name) => !sameValue(before[name], after[name]));
  const names = new Set([...Object.keys(before.details), ...Object.keys(after.details)]);
  const details = [...names] as (keyof EventDetails)[];
  return [...content, ...details.filter((name) => !sameValue(before.details[name], after.details[name]))];
}

/** Whether the times or the rule changed: every answer is then asked for anew (providers 3.2). */
export function movesInTime(changed: string[]): boolean {
  return changed.some((name) => name === "start" || name === "end" || name === "recurrence");
}

/** Whether guests are told: about times, text, place and guests, never about settings of one's own copy. */
export function isWorthTelling(changed: string[]): boolean {
  return changed.some((name) => movesInTime([name]) || (SHARED_DETAILS as readonly string[]).includes(name));
}

/** `private`, `confidential` and `personal` hide an event (providers 4). */
export function isHidden(sensitivity: string | undefined): boolean {
  return sensitivity !== undefined && sensitivity !== "normal";
}

/** Sets one detail, or removes it when the value is undefined. */
export function setDetail<Name extends keyof EventDetails>(
  details: EventDetails,
  name: Name,
  value: EventDetails[Name],
): void {
  if (value === undefined) delete details[name];
  else details[name] = value;
}
