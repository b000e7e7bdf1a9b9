import { sharedFields } from "../meetings/from-event";
import type { Instant } from "../time/instant";
import { admit, matchedContacts } from "./admission";
import { logged, skipped } from "./decision";
import type { CalendarEvent } from "./event";
import type { ChangeState, Plan } from "./plan";
import { splitOff } from "./series";

/** An event that is on no timeline. */
export type Coming = { event: CalendarEvent; state: ChangeState };

/** RULES O3: what someone deleted in the CRM never comes back. */
export function staysDeleted({ event, state }: Coming): Plan | null {
  if (!state.deletedInCrm) return null;
  return {
    step: { do: "none", reason: "deleted-in-crm" },
    decision: skipped(event, state, "deleted-in-crm"),
  };
}

/** RULES I7: an occurrence has a card of its own only once it changes. */
export function waitsForItsChange({ event }: Coming): Plan | null {
  const isPlain = event.series.role === "instance" && !event.series.isChanged;
  return isPlain ? { step: { do: "none", reason: "unchanged" }, decision: null } : null;
}

/** RULES I1–I6 and I10, in the order of section 9. */
export function isNotAdmitted({ event, state }: Coming): Plan | null {
  const verdict = admit(event, admittedBy(event, state), state.world);
  if (verdict.admit) return null;
  return { step: { do: "none", reason: verdict.rule }, decision: skipped(event, state, verdict.rule) };
}

/**
 * RULES I4: for an occurrence its series' creation decides, and a series that is on timelines was admitted once for all. Who
 * was invited to one occurrence alone has no series of it, so that it is as old as itself.
 */
function admittedBy(event: CalendarEvent, { series, world }: ChangeState): Instant | null {
  if (event.series.role !== "instance" && splitOff(event) === null) return event.createdAt;
  if (series === null) return event.createdAt;
  const isFollowed = series.meeting && !series.meeting.cancelled;
  return isFollowed ? world.activeSince : series.createdAt;
}

/** RULES I11: a guest's copy may still name people whom the organiser has taken off. */
export function organiserInvitesNobody({ event, state }: Coming): Plan | null {
  if (!state.organiserInvitesNobody || event.organizer?.self === true) return null;
  return {
    step: { do: "none", reason: "not-authority" },
    decision: skipped(event, state, "organiser-decides"),
  };
}

/** RULES I7: a first occurrence that was changed by itself, when it was nobody's yet, is asked for: it comes on, or not, as it is. */
export function firstSpeaksForItself({ event, state }: Coming): Plan | null {
  if (state.firstApart !== "stands") return null;
  return {
    step: { do: "none", reason: "not-authority" },
    decision: skipped(event, state, "first-by-itself"),
  };
}

/** RULES I1: it appears on the timelines of the contacts in it, Canceled where its first occurrence was called off before (I8). */
export function comesOn({ event, state }: Coming): Plan {
  const contactIds = matchedContacts(event, state.world);
  const fields = sharedFields(event, state.calendarZone, state.sanitise);
  return {
    step: { do: "log", fields, contactIds, cancelled: state.firstApart === "off" },
    decision: logged(event, state, "logged"),
  };
}
