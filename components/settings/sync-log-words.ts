import type { ChipTone } from "@/components/ui/chip";
import type { CalendarHindrance, LogResult, LogRow, WriteRow } from "@/lib/domain/calendar/sync-log";

type Mark = { label: string; tone: ChipTone };

export const resultMarks: Record<LogResult, Mark> = {
  logged: { label: "Logged", tone: "ok" },
  skipped: { label: "Left out", tone: "neutral" },
  "no-match": { label: "No match", tone: "warn" },
};

/** The decision as its chip says it; while a person's wish waits for the calendar, that. */
export const markOf = ({ result, asked }: LogRow): Mark =>
  asked && result === "no-match" ? { label: "Logging…", tone: "brand" } : resultMarks[result];

/** What stands for the event: a private one has no name, whatever it is called. */
export function titleOf({ title, rule }: Pick<LogRow, "title" | "rule">): string {
  if (rule === "private") return "Private event";
  return title ?? (rule === "out-of-office" ? "Out of office" : "(No title)");
}

/** Why an event cannot be logged now, and what to do about it. */
export const hindranceWords: Record<CalendarHindrance, string> = {
  disconnected: "Its calendar is disconnected. Connect it to log this event.",
  reconnect: "Reconnect your calendar to log this event.",
  "switched-off": "Turn on Sync my calendar to log this event.",
};

const operations: Record<WriteRow["operation"], string> = {
  insert: "Created",
  patch: "Changed",
  cancel: "Cancelled",
};

export const operationOf = ({ operation }: WriteRow): string => operations[operation];

/** What the entry was about: a meeting that was deleted since has no title any more. */
export function subjectOf({ isTimeOff, title }: Pick<WriteRow, "isTimeOff" | "title">): string {
  if (isTimeOff) return "Out of office";
  return title ?? "A meeting that was deleted since";
}

const outcomes: Record<WriteRow["result"], Mark> = {
  done: { label: "Done", tone: "ok" },
  "already-there": { label: "Was there already", tone: "neutral" },
  refused: { label: "Refused", tone: "danger" },
  asked: { label: "No answer yet", tone: "warn" },
  unknown: { label: "No certain answer", tone: "warn" },
};

export const outcomeOf = ({ result }: WriteRow): Mark => outcomes[result];

/** Who heard of it: only what was done for certain was mailed for certain. */
export function mailWords({ mailed, result }: Pick<WriteRow, "mailed" | "result">): string {
  if (mailed.length === 0 || result === "refused" || result === "already-there") return "Nobody was mailed.";
  const to = mailed.join(", ");
  return result === "done" ? `Mail went to ${to}.` : `Mail may have gone to ${to}.`;
}

/** Which fields it set: "title, time and guests". */
export function changedWords(changed: readonly string[]): string {
  const last = changed.at(-1);
  if (changed.length < 2 || !last) return last ?? "";
  return `${changed.slice(0, -1).join(", ")} and ${last}`;
}

/** Whose word it was. */
export const byWords = (by: string | null): string => by ?? "Almanac, by itself";
