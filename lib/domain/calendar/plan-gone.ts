import type { SharedFields } from "../meetings/from-event";
import { elapsed, type Instant, shift } from "../time/instant";
import type { CalendarChange } from "./event";
import type { ChangeState, Decision, MeetingState, Plan } from "./plan";
import type { DecisionRule } from "./rule-words";
import { hasSlotOn } from "./series-days";

type Gone = Extract<CalendarChange, { kind: "gone" }>;

/** What a deleted or cancelled event means for its meeting (RULES I7, I8, I11 and section 9). */
export function planGone(change: Gone, state: ChangeState): Plan {
  if (isSeriesWithoutFirst(change, state)) return planRestGone(state);
  if (state.deletedInCrm) return nothing("deleted-in-crm");
  if (isOfNoDay(change, state)) return planOfNoDay(change, state);
  if (isLeftToItsSeries(change, state)) return nothing("unchanged");
  if (change.how === "vanished" && !state.copy?.organizerSelf) return planLeft(state);
  if (isToldByItsSeries(change, state)) return nothing("unchanged");
  if (state.meeting && isFormerSlot(change, state, state.meeting)) return nothing("unchanged");
  if (state.meeting && tookPlaceBeforeItsSeriesWent(change, state, state.meeting))
    return nothing("unchanged");
  if (state.meeting) return planKnownGone(change, state.meeting, state);
  return change.instance ? planUnseenOccurrence(change.instance.originalStart, state) : nothing("gone");
}

/**
 * A series was called off whose first occurrence is on no timeline: deleted in the CRM, or nobody was in it then. Others that
 * changed may be. What is only not there any more tells its occurrences one by one.
 */
const isSeriesWithoutFirst = (change: Gone, { copy, meeting }: ChangeState): boolean =>
  change.how !== "vanished" && change.instance === null && meeting === null && copy?.isSeries === true;

function planRestGone({ copy, isCarried }: ChangeState): Plan {
  if (copy?.cancelled) return nothing("unchanged");
  if (isCarried && !copy?.organizerSelf) return nothing("not-authority");
  return { step: { do: "cancel-coming", meetingId: null }, decision: null };
}

/** Outlook's rows of changed occurrences only vanish when their series ends before them, or moves to other days. */
const isOfNoDay = ({ how }: Gone, { copy, series }: ChangeState): boolean =>
  how === "vanished" &&
  copy !== null &&
  copy.seriesEventId !== null &&
  copy.occurrence !== "" &&
  series?.isGone === false &&
  !hasSlotOn(copy.occurrence, series);

/** Case 45: what was to come is called off, by whoever's word counts; what took place stays as it happened. */
function planOfNoDay(change: Gone, state: ChangeState): Plan {
  const { meeting, now } = state;
  if (!meeting) return nothing("gone");
  return meeting.shared.startAt <= now ? nothing("unchanged") : planKnownGone(change, meeting, state);
}

/** The row of a guest's occurrence that is only not there any more: the series, which stands, tells which slots they left. */
const isLeftToItsSeries = (change: Gone, { copy, series }: ChangeState): boolean =>
  change.how === "vanished" &&
  change.instance === null &&
  Boolean(copy?.seriesEventId) &&
  series?.isGone === false;

/**
 * A series tells which slots were taken out; Outlook also drops rows whose slot takes place as the series has it. One that is
 * gone itself and whose first occurrence is on no timeline tells nothing.
 */
const isToldByItsSeries = (change: Gone, { copy, series }: ChangeState): boolean =>
  change.how === "vanished" &&
  Boolean(copy?.seriesEventId) &&
  !(series?.isGone === true && series.meeting === null);

/** A series that was moved as a whole gives up its old slots; its first meeting went along with it. */
function isFormerSlot(change: Gone, { series }: ChangeState, meeting: MeetingState): boolean {
  if (!change.instance || !series?.firstStart) return false;
  return series.meeting?.id === meeting.id && change.instance.originalStart !== series.firstStart;
}

/** An occurrence that the organiser called off may never have had a row in their own calendar before. */
const isOutOfOwnSeries = (change: Gone, { series }: ChangeState): boolean =>
  change.instance !== null && series?.organizerSelf === true;

/** RULES section 9: of a deleted series what took place stays as it happened, also where the slot has a row of its own. */
function tookPlaceBeforeItsSeriesWent(change: Gone, state: ChangeState, meeting: MeetingState) {
  return isOccurrence(change, state) && state.series?.isGone === true && meeting.shared.startAt <= state.now;
}

/** It says so itself, or our copy of it does. */
const isOccurrence = (change: Gone, { copy }: ChangeState): boolean =>
  change.instance !== null || Boolean(copy?.seriesEventId);

function planKnownGone(change: Gone, meeting: MeetingState, state: ChangeState): Plan {
  if (meeting.frozen) return nothing("frozen");
  const isSeries = meeting.shared.repeats && !isOccurrence(change, state);
  // Of a series only the first card may be Canceled, and others still to come.
  const isNews = isSeries && state.copy !== null && !state.copy.cancelled;
  if (meeting.cancelled && !isNews) return nothing("unchanged");
  const organiserLeft = state.copy?.organizerSelf === true || isOutOfOwnSeries(change, state);
  const stillCarried = meeting.otherCopies.some((copy) => !copy.isPrivate);
  if (!organiserLeft && stillCarried) return nothing("not-authority");
  return {
    step: { do: isSeries ? "cancel-coming" : "cancel", meetingId: meeting.id },
    decision: told("cancelled", meeting.shared),
  };
}

/**
 * RULES section 9: a guest's copy that vanishes without having been called off means that the user left, as declining does
 * on Outlook. The card stays, with their "no", unless the organiser's own copy speaks for everyone's answer, or a change of
 * the organiser's has brought the event back to them meanwhile.
 */
function planLeft({ copy, meeting, ownEmail, isHeldAgain }: ChangeState): Plan {
  if (!copy || !meeting) return nothing("gone");
  if (isHeldAgain) return nothing("unchanged");
  if (meeting.frozen) return nothing("frozen");
  if (meeting.cancelled) return nothing("unchanged");
  const isTold = meeting.otherCopies.some((copy) => copy.organizerSelf && !copy.isPrivate);
  const hasLeft = ({ email, reply }: SharedFields["guests"][number]) =>
    email === ownEmail && reply !== "declined";
  if (isTold || !meeting.shared.guests.some(hasLeft)) return nothing("unchanged");
  const guests = meeting.shared.guests.map((guest) =>
    hasLeft(guest) ? { ...guest, reply: "declined" as const } : guest,
  );
  return {
    step: { do: "leave", meetingId: meeting.id, fields: { ...meeting.shared, guests } },
    decision: told("left", meeting.shared),
  };
}

/**
 * A cancelled occurrence nobody saw yet appears as a Canceled meeting on its date, told from its series (RULES I8), whose first
 * one may have been called off by itself.
 */
function planUnseenOccurrence(originalStart: Instant, { series }: ChangeState): Plan {
  const first = series?.isGone ? null : series?.meeting;
  if (!first || first.frozen || (first.cancelled && !series?.firstIsOff)) return nothing("gone");
  const { shared } = first;
  return {
    step: {
      do: "log",
      fields: {
        ...shared,
        startAt: originalStart,
        endAt: shift(originalStart, elapsed(shared.startAt, shared.endAt)),
      },
      contactIds: [...first.guestContactIds],
      cancelled: true,
    },
    decision: told("cancelled", { ...shared, startAt: originalStart }),
  };
}

const nothing = (reason: "gone" | "frozen" | "unchanged" | "not-authority" | "deleted-in-crm"): Plan => ({
  step: { do: "none", reason },
  decision: null,
});

const told = (rule: DecisionRule, { title, startAt }: SharedFields): Decision => ({
  result: "logged",
  rule,
  title,
  guests: null,
  strangers: [],
  startAt,
});
