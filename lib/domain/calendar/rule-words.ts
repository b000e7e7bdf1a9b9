import type { SkipRule } from "./admission";

/** Every rule the planner can name for a decision: the ones that leave an event out, and what became of the others. */
export type DecisionRule =
  | SkipRule
  | "logged"
  | "back-filled"
  | "teammate-copy"
  | "organiser-decides"
  | "first-by-itself"
  | "last-guest-removed"
  | "cancelled"
  | "left"
  | "held-back"
  | "kept";

/** RULES N1: each rule as one sentence to the person whose calendar it is. */
export const ruleWords: Record<DecisionRule, string> = {
  private: "It is private: nothing of it is read, and nothing of it is kept.",
  "only-members": "Everyone invited belongs to your organisation, or to a domain that is never logged.",
  "no-guests": "Nobody but you is in it.",
  "created-before": "It was made before you connected this calendar.",
  "out-of-office": "Out of office goes to your time off, not to timelines.",
  kind: "Focus time, working location, birthdays and events made from mail are never logged.",
  "all-day": "All-day events are logged only if you turn them on.",
  "no-match": "None of the people in it is one of your contacts.",
  "deleted-in-crm":
    "Its meeting was deleted in Almanac, and what is deleted there never comes back by itself.",
  frozen: "It became private: its meeting stays as it was and follows no more.",
  gone: "It is no longer in your calendar.",
  unreadable:
    "Your calendar could not show it in a way that can be read; it is tried again from time to time, and whenever it changes.",
  logged: "One of your contacts takes part.",
  "back-filled": "One of your contacts takes part, and you had earlier meetings logged.",
  "teammate-copy": "It was on timelines already, and another copy of the event says what its meeting shows.",
  "organiser-decides": "A contact stands on your copy only: the organiser has taken them off.",
  "first-by-itself":
    "Its first occurrence was changed by itself, and says for itself whether it is on a timeline.",
  "last-guest-removed": "The last contact was taken off it, so its meeting is Canceled.",
  cancelled: "It was cancelled or deleted in the calendar, so its meeting is Canceled.",
  "held-back":
    "It is missing from your calendar, with many others at once: its meeting stays as it is until you have reviewed them.",
  kept: "It is no longer in your calendar, and you kept its meeting as it is.",
  left: "You left it: the meeting stays, with your answer “no”.",
};

/** The sentence for a stored rule; a private event that was logged before is told apart, since its meeting stays (RULES I5). */
export function ruleSentence(rule: string, hasMeeting: boolean): string {
  if (rule === "private" && hasMeeting) return ruleWords.frozen;
  return isRule(rule) ? ruleWords[rule] : "It was decided by a rule this version does not know any more.";
}

const isRule = (rule: string): rule is DecisionRule => Object.hasOwn(ruleWords, rule);
