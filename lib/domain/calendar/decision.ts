import { clip, times } from "../meetings/from-event";
import { participants, strangers } from "./admission";
import type { CalendarEvent } from "./event";
import type { ChangeState, Decision } from "./plan";
import type { DecisionRule } from "./rule-words";

const MOST_PEOPLE_TOLD = 50;

/** What is told of an event that is on timelines, or was (RULES N1). */
export const logged = (event: CalendarEvent, state: ChangeState, rule: DecisionRule): Decision => ({
  result: "logged",
  rule,
  ...content(event, state),
});

/** What is told of an event that is left out; of a private one without its content (RULES I5). */
export function skipped(event: CalendarEvent, state: ChangeState, rule: DecisionRule): Decision {
  const result = rule === "no-match" ? "no-match" : "skipped";
  if (event.visibility === "private") return { result, rule, ...noContent };
  return { result, rule, ...content(event, state) };
}

type Content = Pick<Decision, "title" | "guests" | "strangers" | "startAt">;

const noContent: Content = { title: null, guests: null, strangers: [], startAt: null };

function content(event: CalendarEvent, { world, calendarZone }: ChangeState): Content {
  const people = participants(event).slice(0, MOST_PEOPLE_TOLD);
  return {
    title: clip(event.title, 300),
    guests: clip(people.join(", "), 2_000),
    strangers: strangers(event, world)
      .slice(0, MOST_PEOPLE_TOLD)
      .flatMap((email) => clip(email, 320) ?? []),
    startAt: times(event.slot, calendarZone).startAt,
  };
}
