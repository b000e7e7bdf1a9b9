import { newId } from "@/lib/crypto";
import { AppError } from "@/lib/domain/errors";
import type { TimeOffForm } from "@/lib/domain/time-off/inputs";
import type { Ctx } from "@/lib/services/context";
import { getTimeOffSettings } from "@/lib/services/time-off/read";
import { setTimeOffSync } from "@/lib/services/time-off/set-sync";
import { addTimeOff, changeTimeOff, removeTimeOff } from "@/lib/services/time-off/write";
import { userCtx } from "@/lib/services/wiring";
import { fateOf } from "./blows";
import { Killed, subjectTo } from "./faults";
import { count, type Run } from "./run";
import { type Scene, userOf } from "./scene";
import { type Raw, readCalendar } from "./snapshot";
import type { StepOf } from "./steps";
import { type Fields, placeOf, sayInCalendar } from "./time-off-book";

/** A person marks themselves away in their own calendar. */
export async function goAway({ scene, tally }: Run, step: StepOf<"away">): Promise<void> {
  const { account } = userOf(scene, step.user);
  const provider = account.provider ?? "google";
  scene.count += 1;
  const summary = `${step.isPrivate ? "Secret" : "Away"} ${scene.count}`;
  const fields = timesOf(scene, step);
  const { status, json } = await scene.stage.desks[provider].act("POST", `/people/${step.user}/events`, {
    summary,
    eventType: "outOfOffice",
    ...inCalendar(fields),
    ...(step.isPrivate ? { visibility: "private" } : {}),
  });
  if (status !== 200) throw new Error(`out of office was refused: ${JSON.stringify(json)}`);
  count(tally, "out of office made in a calendar");
  const { id } = json as { id: string };
  sayInCalendar(scene.timeOff.itemOf({ eventId: id, title: summary }), { ...fields, note: summary });
}

/** The person changes or removes what stands in their calendar, whoever brought it there. */
export async function changeAway({ scene, tally }: Run, step: StepOf<"away-edit">): Promise<void> {
  const { account } = userOf(scene, step.user);
  const desk = scene.stage.desks[account.provider ?? "google"];
  const all = [...(await readCalendar(desk, step.user)).values()].filter((raw) => raw.isAway);
  const raw = all[step.entry % Math.max(1, all.length)];
  if (!raw) return;
  const path = `/people/${step.user}/events/${encodeURIComponent(raw.id)}`;
  const item = scene.timeOff.itemOf({ eventId: raw.id, title: raw.title });
  count(tally, `out of office in a calendar: ${step.how}`);
  if (step.how === "remove") {
    await desk.act("DELETE", path);
    sayInCalendar(item, "removed");
    return;
  }
  scene.count += 1;
  const change = changeOf(scene, step, raw);
  const { status, json } = await desk.act("PATCH", path, change.body);
  if (status !== 200) throw new Error(`a change of out of office was refused: ${JSON.stringify(json)}`);
  sayInCalendar(item, change.fields);
  scene.timeOff.itemOf({ eventId: raw.id, title: change.fields.note ?? "" });
}

function changeOf(scene: Scene, step: StepOf<"away-edit">, raw: Raw): { body: object; fields: Fields } {
  const was = { start: raw.start, end: raw.end, note: raw.title };
  if (step.how === "move") {
    const times = timesOf(scene, step);
    return { body: inCalendar(times), fields: { ...was, ...times } };
  }
  const word = { rename: "Away", hide: "Secret", show: "Away", remove: "" }[step.how];
  const visibility = { hide: "private", show: "default", rename: null, remove: null }[step.how];
  const note = `${raw.isPrivate && step.how !== "show" ? "Secret" : word} ${scene.count}`;
  return { body: { summary: note, ...(visibility ? { visibility } : {}) }, fields: { ...was, note } };
}

/** The person writes down, changes or removes time off on their page; who is left without an answer looks again. */
export async function changeTimeOffHere(run: Run, step: StepOf<"time-off">): Promise<void> {
  const { scene, tally } = run;
  const { user } = userOf(scene, step.user);
  const fate = fateOf(run, step.blow);
  const ctx = subjectTo(fate, userCtx(user));
  const listed = (await getTimeOffSettings(userCtx(user))).upcoming;
  const known = listed[step.entry % Math.max(1, listed.length)];
  if (step.what !== "add" && !known) return;
  scene.count += 1;
  const id = step.what === "add" || !known ? newId() : known.id;
  const fields = { ...timesOf(scene, step), note: `Off ${scene.count}` };
  const place = await placeOf(run.scene.stage, id);
  const act = () => press(ctx, step.what, formOf(id, fields, step.isAllDay));
  const end = await act().catch((error: unknown) => {
    if (error instanceof AppError) return "refused";
    if (error instanceof Killed || fate.hasStruck) return "killed";
    throw error;
  });
  await fate.aftermath;
  count(tally, `time off ${step.what} ${end}`);
  if (end === "refused") throw new Error("time off that was just listed was refused");
  // Whoever got no answer presses Save again: the same entry, and the same change.
  if (end === "killed") await press(userCtx(user), step.what, formOf(id, fields, step.isAllDay)).catch(gone);
  const item = scene.timeOff.itemOf({
    entryId: id,
    title: (step.what !== "add" && known?.note) || "",
    eventId: place?.eventId ?? "",
  });
  scene.timeOff.itemOf({ entryId: id, title: fields.note });
  item.owner = user.email;
  item.here = step.what === "remove" ? "removed" : fields;
  if (step.what === "remove") item.removedFrom = place?.connectionId ?? null;
}

/** What was removed by the press without an answer is not there for the second one. */
function gone(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}

async function press(ctx: Ctx, what: "add" | "change" | "remove", form: TimeOffForm): Promise<string> {
  if (what === "add") await addTimeOff(ctx, form);
  else if (what === "change") await changeTimeOff(ctx, form);
  else await removeTimeOff(ctx, { id: form.id });
  return "done";
}

/** "Keep time off and my calendar the same". */
export async function keepTheSame({ scene }: Run, { user: email, isOn }: StepOf<"time-off-sync">) {
  const { account, user } = userOf(scene, email);
  await setTimeOffSync(userCtx(user), { keepsSame: isOn });
  if (!isOn) account.apartSince.set(email, "now");
  else if (account.apartSince.get(email) === "now") account.apartSince.set(email, scene.stage.clock.instant);
}

/** Whole days, or an hour. Everyone lives in UTC. */
function timesOf(scene: Scene, at: { day: number; hour: number; isAllDay?: boolean }) {
  const day = new Date(scene.stage.clock.now() + at.day * 86_400_000).toISOString().slice(0, 10);
  if (at.isAllDay) return { start: `${day}T00:00:00.000Z`, end: `${nextDay(day)}T00:00:00.000Z` };
  const hour = `${day}T${String(at.hour).padStart(2, "0")}`;
  return { start: `${hour}:00:00.000Z`, end: `${hour}:45:00.000Z` };
}

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

const inCalendar = ({ start, end }: { start: string; end: string }) => ({
  start: { dateTime: start, timeZone: "UTC" },
  end: { dateTime: end, timeZone: "UTC" },
});

const formOf = (id: string, { start, end, note }: Fields, isAllDay: boolean): TimeOffForm => ({
  id,
  allDay: isAllDay,
  from: start.slice(0, 10),
  until: isAllDay ? start.slice(0, 10) : end.slice(0, 10),
  start: start.slice(11, 16),
  end: end.slice(11, 16),
  zone: "UTC",
  note: note ?? "",
});
