import {
  type Coming,
  comesOn,
  firstSpeaksForItself,
  isNotAdmitted,
  organiserInvitesNobody,
  staysDeleted,
  waitsForItsChange,
} from "./coming";
import type { CalendarChange } from "./event";
import {
  anotherCopySpeaks,
  endsWithItsLastContact,
  type Following,
  follows,
  type News,
  newsOf,
  ownRowSpeaksForFirst,
  saysNothingNew,
  stopsWhilePrivate,
} from "./following";
import type { ChangeState, Plan } from "./plan";
import { planGone } from "./plan-gone";

/** Answers where it applies. The first rule of a list that answers decides, and its reason is the one that is told. */
type Rule<Case> = (known: Case) => Plan | null;

/** An event that is on no timeline: what keeps it off. */
const keepsOff: readonly Rule<Coming>[] = [
  staysDeleted,
  waitsForItsChange,
  isNotAdmitted,
  organiserInvitesNobody,
  firstSpeaksForItself,
];

/** An event whose meeting is there: why its word may not count. */
const keepsStill: readonly Rule<Following>[] = [
  staysDeleted,
  ownRowSpeaksForFirst,
  stopsWhilePrivate,
  anotherCopySpeaks,
];

/** What it says where its word counts. */
const holdsBack: readonly Rule<News>[] = [endsWithItsLastContact, saysNothingNew];

/**
 * The policy: one change of a calendar against what we hold, what to do and why (RULES I1–I15). Planning the same change
 * again changes nothing.
 */
export function planChange(change: CalendarChange, state: ChangeState): Plan {
  if (change.kind === "gone") return planGone(change, state);
  const { event } = change;
  if (!state.meeting) return firstAnswer(keepsOff, { event, state }) ?? comesOn({ event, state });
  const known = { event, state, meeting: state.meeting };
  const still = firstAnswer(keepsStill, known);
  if (still) return still;
  const news = newsOf(known);
  return firstAnswer(holdsBack, news) ?? follows(news);
}

function firstAnswer<Case>(rules: readonly Rule<Case>[], known: Case): Plan | null {
  for (const rule of rules) {
    const plan = rule(known);
    if (plan) return plan;
  }
  return null;
}
