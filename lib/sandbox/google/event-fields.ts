import type { EventContent, EventDetails, EventRecord } from "./event-record";

/** The members of `details` that travel from the organiser to the guests' copies (providers 2.1). */
export const SHARED_DETAILS = [
  "summary",
  "description",
  "location",
  "guestsCanModify",
  "guestsCanInviteOthers",
  "guestsCanSeeOtherGuests",
  "anyoneCanAddSelf",
  "endTimeUnspecified",
  "conferenceData",
  "hangoutLink",
] as const satisfies readonly (keyof EventDetails)[];

/** Only the organiser may change these. */
export const GUEST_PERMISSIONS = [
  "guestsCanModify",
  "guestsCanInviteOthers",
  "guestsCanSeeOtherGuests",
] as const;

const CONTENT = [
  "status",
  "start",
  "end",
  "recurrence",
  "attendees",
] as const satisfies readonly (keyof EventContent)[];

/** Deep equality by JSON value: member order matters nowhere else in the sandbox's own records. */
export function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** The names of content members and details in which two copies differ. */
export function changedFields(before: EventContent, after: EventContent): string[] {
  const content = CONTENT.filter((name) => !sameValue(before[name], after[name]));
  const names = new Set([...Object.keys(before.details), ...Object.keys(after.details)]) as Set<
    keyof EventDetails
  >;
  return [...content, ...[...names].filter((name) => !sameValue(before.details[name], after.details[name]))];
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

/** Whether the times or the rule moved: such a change raises `sequence`. */
export function movesInTime(before: EventRecord, after: EventContent): boolean {
  return changedFields(before, after).some((name) => ["start", "end", "recurrence"].includes(name));
}

/** `private` and `confidential` hide an event; everything else shows it. */
export function isHidden(visibility: string | null | undefined): boolean {
  return visibility === "private" || visibility === "confidential";
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([k, v]) => [k, sorted(v)]),
  );
}
