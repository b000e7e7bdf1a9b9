import type { CalendarChange, CalendarEvent } from "../calendar/event";
import type { Instant, ZoneId } from "../time/instant";
import { fieldsOf, isTimeOff } from "./from-event";
import { saysTheSame, type TimeOff, type TimeOffFields, type TimeOffPush } from "./time-off";
import { timeOffNotes } from "./words";

export type TimeOffState = {
  /** The entry the event belongs to: by its id, or by our own mark while its id is not known yet. */
  known: TimeOff | null;
  /** The event feeds a meeting already: that is what it stays, however it is shown (providers, case 24). */
  hasMeeting: boolean;
  /** By the provider's clock. */
  activeSince: Instant;
  calendarZone: ZoneId;
};

export type TimeOffStep =
  /** Not ours to decide: the rules for meetings do. */
  | { do: "pass" }
  /** Time off no more: the entry goes, and the rules for meetings decide about the event. */
  | { do: "release" }
  | { do: "remove" }
  /** Our own write came back, or nothing changed. */
  | { do: "nothing" }
  | { do: "add"; fields: TimeOffFields }
  | { do: "save"; fields: TimeOffFields; push: TimeOffPush; pushNote: string | null };

/**
 * What a change in the calendar means for time off (RULES section 4). What is made or edited from the connection on counts;
 * a known one is followed. Where both sides changed it the calendar wins (RULES O7).
 */
export function planTimeOff(change: CalendarChange, state: TimeOffState): TimeOffStep {
  const { known } = state;
  if (change.kind === "gone") return known ? { do: "remove" } : { do: "pass" };
  const { event } = change;
  if (!isTimeOff(event)) return known ? { do: "release" } : { do: "pass" };
  if (state.hasMeeting) return { do: "pass" };
  if (known) return follow(event, known, state);
  return isOfNow(event, state.activeSince)
    ? { do: "add", fields: fieldsOf(event, state.calendarZone, null) }
    : { do: "pass" };
}

/** RULES section 4: new, or edited since the connection; one of unknown age is not taken for new. */
const isOfNow = ({ createdAt, updatedAt }: CalendarEvent, since: Instant): boolean =>
  createdAt !== null && (createdAt >= since || (updatedAt !== null && updatedAt >= since));

function follow(event: CalendarEvent, known: TimeOff, state: TimeOffState): TimeOffStep {
  const isOld = known.eventId === event.id && event.etag !== null && known.etag === event.etag;
  // Taken away here: it only waits until the calendar knows.
  if (known.removedAt !== null || isOld) return { do: "nothing" };
  const fields = fieldsOf(event, state.calendarZone, known);
  if (saysTheSame(fields, known)) return { do: "save", fields, push: "none", pushNote: null };
  // Changed here again after a write whose answer was lost: what came back is that write.
  if (known.push === "patch" && (known.eventId === null || known.etag === null))
    return { do: "save", fields: known, push: "patch", pushNote: known.pushNote };
  return {
    do: "save",
    fields,
    push: "none",
    pushNote: known.push === "patch" ? timeOffNotes.overtaken : null,
  };
}
