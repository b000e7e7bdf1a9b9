import { inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { connection, owner, pull, world } from "./connecting.testing";
import { getSweep } from "./get-sweep";

/** Makes that many events with Lee in Mia's calendar, on one day each, and answers with their ids. */
export async function makeEvents(titles: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [nth, summary] of titles.entries()) {
    const day = 3 + (nth % 20);
    const times = { start: { dateTime: inDays(day, "10:00") }, end: { dateTime: inDays(day, "10:30") } };
    const { json } = await world.act("POST", `/people/${MIA}/events`, {
      summary,
      ...times,
      attendees: [{ email: LEE }],
    });
    ids.push(json.id);
  }
  return ids;
}

export const numbered = (count: number, word = "Meeting"): string[] =>
  Array.from({ length: count }, (_, nth) => `${word} ${String(nth + 1).padStart(2, "0")}`);

/** Mia's calendar with that many events, all of them on Lee's timeline. */
export async function held(count: number): Promise<string[]> {
  const ids = await makeEvents(numbered(count));
  await pull(world.mia);
  return ids;
}

export const pathOf = (id: string): string => `/people/${MIA}/events/${encodeURIComponent(id)}`;

export async function deleteEvents(ids: readonly string[]): Promise<void> {
  for (const id of ids) await world.act("DELETE", pathOf(id));
}

/** Takes events off the calendar in the way that its person can take back: deleted at Google, on another calendar at Outlook. */
export async function hideEvents(ids: readonly string[]): Promise<void> {
  if (isGoogle()) return deleteEvents(ids);
  for (const id of ids) await world.act("POST", `${pathOf(id)}/move`, { calendar: "other" });
}

export async function bringBack(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    if (isGoogle()) await world.act("PATCH", pathOf(id), { status: "confirmed" });
    else await world.act("POST", `${pathOf(id)}/move`, { calendar: "default" });
  }
}

const isGoogle = () => world.desk.provider === "google";
export const rename = (id: string, summary: string) => world.act("PATCH", pathOf(id), { summary });

export const expire = () => world.act("POST", "/trouble", { kind: "expire-sync-tokens" });

/** The cursor is lost, and the calendar is read again as the next job would. */
export async function startOver(): Promise<void> {
  await expire();
  await pull(world.mia);
}

/** Ends whatever wait a failure has left, so that the next pull is now. */
export async function pullAgain(): Promise<void> {
  await owner`update calendar_connections set paused_until = null`;
  await pull(world.mia);
}

/** Every card with its outcome, by title. */
export async function outcomes(): Promise<Record<string, string>> {
  const rows = await owner<{ title: string; outcome: string }[]>`
    select a.title, m.outcome from meetings m join activities a on a.account_id = m.account_id and a.id = m.id
    order by m.start_at, a.title`;
  return Object.fromEntries(rows.map(({ title, outcome }) => [title, outcome]));
}

/** How many cards have each outcome. */
export async function tally(): Promise<Record<string, number>> {
  const count: Record<string, number> = {};
  for (const outcome of Object.values(await outcomes())) count[outcome] = (count[outcome] ?? 0) + 1;
  return count;
}

export const review = () => getSweep(world.ctxOf(world.mia));

/** The titles under review. */
export const missing = async (): Promise<string[]> =>
  ((await review())?.losses ?? []).map((loss) => loss.title).sort();

export const idOfMia = async (): Promise<string> => (await connection(world.mia))?.id ?? "";
