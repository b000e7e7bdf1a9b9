import { type ProviderName, providerWords } from "@/lib/domain/calendar/connection";
import { countLosses, type Loss, type LossView } from "@/lib/domain/calendar/sweep";
import type { DecideSweepInput } from "@/lib/domain/calendar/sweep-inputs";
import type { SweepView } from "@/lib/domain/calendar/sweep-view";
import { counted } from "./calendar-words";

/** How an event was lost, as its line says it. */
export function howWords(how: Loss, provider: ProviderName): string {
  const { app } = providerWords[provider];
  if (how === "called-off") return `Deleted or cancelled in ${app}`;
  if (how === "moved-away") return "Moved to another of your calendars";
  return `Not in ${app} any more`;
}

/** What a line speaks for besides itself; null where that is one meeting that would be cancelled, as the title says. */
export function sizeWords({ isSeries, meetings, effect }: LossView): string | null {
  if (effect === "leave") return "Would say that you declined";
  return isSeries ? `Series: ${counted(meetings, "meeting")} to come` : null;
}

/** The button that does what the calendar would have done. */
export function cancelLabel(chosen: readonly LossView[]): string {
  const { cancel, leave } = countLosses(chosen);
  if (cancel + leave === 0) return "Cancel in Almanac";
  if (leave > 0) return `Follow the calendar for ${counted(cancel + leave, "meeting")}`;
  return `Cancel ${counted(cancel, "meeting")} in Almanac`;
}

/** The button that leaves everything as it is. */
export function keepLabel(chosen: readonly LossView[], all: readonly LossView[]): string {
  if (chosen.length === 0) return "Keep";
  return chosen.length === all.length ? "Keep them" : `Keep ${counted(cardsOf(chosen), "meeting")}`;
}

/** What the page says once it is done. */
export function doneWords(decision: DecideSweepInput["decision"], chosen: readonly LossView[]): string {
  const n = cardsOf(chosen);
  const meetings = counted(n, "meeting");
  const isOne = n === 1;
  if (decision === "keep") return `${meetings} ${isOne ? "is kept as it was" : "are kept as they were"}`;
  if (countLosses(chosen).leave > 0) return `${meetings} ${isOne ? "follows" : "follow"} the calendar`;
  return `${meetings} ${isOne ? "is" : "are"} cancelled in Almanac`;
}

export function cardsOf(losses: readonly LossView[]): number {
  const { cancel, leave } = countLosses(losses);
  return cancel + leave;
}

/** What was ticked, said in the fewest ids; nothing that came after the page was shown is ever part of it. */
export function choiceOf(
  { asOf, losses }: SweepView,
  unticked: ReadonlySet<string>,
  decision: DecideSweepInput["decision"],
): DecideSweepInput {
  const ids = losses.map((loss) => loss.eventId);
  const not = ids.filter((id) => unticked.has(id));
  const yes = ids.filter((id) => !unticked.has(id));
  return yes.length < not.length
    ? { decision, asOf, of: "only", events: yes }
    : { decision, asOf, of: "all-but", events: not };
}
