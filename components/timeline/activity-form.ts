import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { FieldErrors } from "@/lib/domain/errors";
import { momentOf } from "@/lib/domain/meetings/form-times";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import { readWallTime } from "@/lib/domain/time/wall-time";
import type { CallEntry, NoteEntry, TaskEntry } from "@/lib/domain/timeline/entry";
import { type ActivityDraft, activityDraft } from "@/lib/domain/timeline/inputs";

export type ComposedKind = "note" | "call" | "task";
export type ComposedEntry = NoteEntry | CallEntry | TaskEntry;

/** The composer's fields exactly as typed. Dates and times are on the viewer's clock; "" means not chosen. */
export const activityForm = z.object({
  title: z.string(),
  body: z.string(),
  date: z.string(),
  time: z.string(),
  outcome: z.string(),
  direction: z.string(),
  duration: z.string(),
  type: z.string(),
  priority: z.string(),
});
export type ActivityForm = z.infer<typeof activityForm>;

/** An empty form: a call happened now and was ours; a task is due in three working days at nine. */
export function blankActivity(kind: ComposedKind, now: Instant, zone: ZoneId): ActivityForm {
  const here = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  const due = kind === "task" ? afterWorkingDays(here.toPlainDate(), 3) : here.toPlainDate();
  return {
    title: "",
    body: "",
    date: due.toString(),
    time: kind === "task" ? "09:00" : here.toPlainTime().toString({ smallestUnit: "minute" }),
    outcome: "",
    direction: kind === "call" ? "Outbound" : "",
    duration: "",
    type: "To-do",
    priority: "None",
  };
}

function afterWorkingDays(from: Temporal.PlainDate, count: number): Temporal.PlainDate {
  let day = from;
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 });
    if (day.dayOfWeek <= 5) left -= 1;
  }
  return day;
}

/** The form of an entry that is edited, on the viewer's clock. */
export function formOf(entry: ComposedEntry, zone: ZoneId): ActivityForm {
  const blank = blankActivity(entry.kind, entry.at, zone);
  const at = Temporal.Instant.from(entry.at).toZonedDateTimeISO(zone);
  const when = {
    date: at.toPlainDate().toString(),
    time: at.toPlainTime().toString({ smallestUnit: "minute" }),
  };
  const common = { ...blank, ...when, body: entry.body };
  if (entry.kind === "note") return common;
  if (entry.kind === "task")
    return { ...common, title: entry.title, type: entry.type, priority: entry.priority };
  return {
    ...common,
    outcome: entry.outcome ?? "",
    direction: entry.direction ?? "",
    duration: entry.durationMinutes === null ? "" : String(entry.durationMinutes),
  };
}

export type CheckedActivity = { ok: true; draft: ActivityDraft } | { ok: false; faults: FieldErrors };

/** The form as the server's schema wants it, or one sentence per field, keyed as the schema names it. */
export function checkActivity(kind: ComposedKind, form: ActivityForm, zone: ZoneId): CheckedActivity {
  const parsed = activityDraft.safeParse(draftOf(kind, form, zone));
  if (parsed.success) return { ok: true, draft: parsed.data };
  const faults: FieldErrors = {};
  for (const issue of parsed.error.issues) faults[issue.path.join(".")] ??= issue.message;
  return { ok: false, faults };
}

function draftOf(kind: ComposedKind, form: ActivityForm, zone: ZoneId): unknown {
  const at = momentOf(form.date, readWallTime(form.time) ?? form.time, zone) ?? "";
  if (kind === "note") return { kind, body: form.body };
  if (kind === "task")
    return { kind, title: form.title, body: form.body, at, type: form.type, priority: form.priority };
  return {
    kind,
    body: form.body,
    at,
    outcome: form.outcome || null,
    direction: form.direction || null,
    durationMinutes: form.duration.trim() === "" ? null : form.duration,
  };
}
