import type { ProviderName } from "@/lib/domain/calendar/connection";
import { instanceId } from "@/lib/sandbox/microsoft/item-id";
import type { Desk } from "./desk";
import { users } from "./people";
import { type Happening, type Scene, userOf } from "./scene";
import { readCalendar } from "./snapshot";
import type { StepOf } from "./steps";

/** What a person writes into their own calendar. */
export async function create(scene: Scene, step: StepOf<"create">): Promise<void> {
  const provider = providerFor(scene, step.owner, step.isAway);
  scene.count += 1;
  const isSecret = step.flavour === "private";
  const body = {
    summary: `Meeting ${scene.count}`,
    ...times(scene, step.day, step.hour, step.flavour === "all-day"),
    ...(step.guests.length > 0 ? { attendees: step.guests.map((email) => ({ email })) } : {}),
    ...(isSecret ? { visibility: "private", ...secretsOf(scene) } : {}),
    ...(step.flavour === "series" ? { recurrence: ["RRULE:FREQ=DAILY;COUNT=5"] } : {}),
  };
  const { status, json } = await scene.stage.desks[provider].act(
    "POST",
    `/people/${step.owner}/events`,
    body,
  );
  if (status !== 200) throw new Error(`an event was refused: ${JSON.stringify(json)}`);
  const { id, iCalUID } = json as { id: string; iCalUID: string };
  scene.happenings.push({
    provider,
    owner: step.owner,
    id,
    uid: iCalUID,
    isSeries: step.flavour === "series",
  });
}

/** What its organiser changes about an event. One that is gone by now stays gone. */
export async function edit(
  scene: Scene,
  step: StepOf<"rename" | "hide" | "show" | "move" | "invite" | "cancel">,
): Promise<void> {
  const happening = pick(scene.happenings, step.event);
  if (!happening) return;
  const path = `/people/${happening.owner}/events/${encodeURIComponent(happening.id)}`;
  const desk = scene.stage.desks[happening.provider];
  if (step.do === "move" && happening.isSeries && (step.isAllDay || (await isChanged(desk, happening))))
    return;
  if (step.do === "cancel") await desk.act("DELETE", path);
  else await desk.act("PATCH", path, changeOf(scene, step, happening));
}

const secretsOf = ({ count }: Scene) => ({
  summary: `Secret ${count}`,
  description: `Secret text ${count}`,
});

/** What a whole move does to the changed occurrences of a series is the provider's own affair: then it stays where it is. */
async function isChanged(desk: Desk, { owner, id }: Happening): Promise<boolean> {
  const calendar = await readCalendar(desk, owner);
  const series = calendar.get(id);
  const isWhole = series?.rule.includes("COUNT=5") && series.lostDays.length === 0;
  return !isWhole || [...calendar.values()].some((raw) => raw.masterId === id);
}

function changeOf(
  scene: Scene,
  step: StepOf<"rename" | "hide" | "show" | "move" | "invite">,
  { owner }: Happening,
): object {
  scene.count += 1;
  switch (step.do) {
    case "rename":
      return { summary: `Renamed ${scene.count}` };
    // What is private has a name that nobody else may ever read.
    case "hide":
      return { visibility: "private", ...secretsOf(scene) };
    case "show":
      return { visibility: "default", summary: `Shown ${scene.count}` };
    case "move":
      return times(scene, step.day, step.hour, step.isAllDay);
    case "invite": {
      const guests = step.guests.filter((email) => email !== owner).map((email) => ({ email }));
      return { attendees: [{ email: owner, responseStatus: "accepted" }, ...guests] };
    }
  }
}

/** What a guest does with their own copy: answers, or takes it out of the calendar. */
export async function asGuest(scene: Scene, step: StepOf<"reply" | "leave">): Promise<void> {
  const happening = pick(scene.happenings, step.event);
  if (!happening || happening.owner === step.guest) return;
  const desk = scene.stage.desks[happening.provider];
  const calendar = await readCalendar(desk, step.guest);
  const copy = [...calendar.values()].find((raw) => raw.uid === happening.uid && raw.masterId === null);
  if (!copy) return;
  const path = `/people/${step.guest}/events/${encodeURIComponent(copy.id)}`;
  if (step.do === "leave") await desk.act("DELETE", path);
  else await desk.act("POST", `${path}/respond`, { response: step.response });
}

/** What becomes of one occurrence of a series, or of all from one on. */
export async function changeSlot(
  scene: Scene,
  step: StepOf<"slot-rename" | "slot-move" | "slot-cancel" | "slot-reply" | "split">,
): Promise<void> {
  const happening = pick(
    scene.happenings.filter(({ isSeries }) => isSeries),
    step.event,
  );
  if (!happening) return;
  const desk = scene.stage.desks[happening.provider];
  const who = step.do === "slot-reply" ? step.guest : happening.owner;
  if (step.do === "slot-reply" && who === happening.owner) return;
  const series = [...(await readCalendar(desk, who)).values()].find(
    (raw) => raw.uid === happening.uid && raw.masterId === null,
  );
  if (!series) return;
  const start = new Date(Date.parse(series.start) + step.slot * 86_400_000).toISOString();
  const id = slotId(happening.provider, series.id, start);
  const path = `/people/${who}/events/${encodeURIComponent(id)}`;
  scene.count += 1;
  if (step.do === "slot-cancel") await desk.act("DELETE", path);
  else if (step.do === "slot-reply") await desk.act("POST", `${path}/respond`, { response: step.response });
  else if (step.do === "split") await split(scene, happening, path);
  else await desk.act("PATCH", path, step.do === "slot-rename" ? renamed(scene) : movedTo(start, step.hour));
}

const renamed = (scene: Scene) => ({ summary: `Slot ${scene.count}` });

function movedTo(start: string, hour: number): object {
  const at = (minute: string) => ({
    dateTime: `${start.slice(0, 11)}${String(hour).padStart(2, "0")}:${minute}:00Z`,
    timeZone: "UTC",
  });
  return { start: at("10"), end: at("50") };
}

const slotId = (provider: ProviderName, seriesId: string, start: string): string =>
  provider === "google"
    ? `${seriesId}_${start.replace(/[-:]|\.000/g, "")}`
    : instanceId(seriesId, start.slice(0, 10));

async function split(scene: Scene, { provider, owner }: Happening, path: string): Promise<void> {
  const title = `Part ${scene.count}`;
  const desk = scene.stage.desks[provider];
  await desk.act("PATCH", `${path}?scope=following`, { summary: title });
  const made = [...(await readCalendar(desk, owner)).values()].find(
    (raw) => raw.title === title && raw.masterId === null,
  );
  const isKnown = scene.happenings.some((each) => each.id === made?.id && each.owner === owner);
  if (made && !isKnown)
    scene.happenings.push({ provider, owner, id: made.id, uid: made.uid, isSeries: made.repeats });
}

/** Users write where their app is, unless they are away from it; everyone else where they happen to be. */
function providerFor(scene: Scene, owner: string, isAway: boolean): ProviderName {
  const isUser = users.some((email) => email === owner);
  const own = isUser ? userOf(scene, owner).account.provider : null;
  const usual = own ?? (scene.count % 2 === 0 ? "google" : "microsoft");
  if (!isAway) return usual;
  return usual === "google" ? "microsoft" : "google";
}

/** What was made last has most to come. */
function pick(happenings: readonly Happening[], event: number): Happening | undefined {
  const recent = event % 3 === 0 ? happenings : happenings.slice(-4);
  return recent[event % Math.max(1, recent.length)];
}

function times(scene: Scene, day: number, hour: number, isAllDay: boolean): object {
  const date = new Date(scene.stage.clock.now() + day * 86_400_000).toISOString().slice(0, 10);
  if (isAllDay) {
    const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    return { start: { date }, end: { date: next } };
  }
  const at = (minute: string) => ({
    dateTime: `${date}T${String(hour).padStart(2, "0")}:${minute}:00Z`,
    timeZone: "UTC",
  });
  return { start: at("00"), end: at("30") };
}
