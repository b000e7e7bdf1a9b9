import type { SessionUser } from "@/lib/domain/accounts/user";
import type { TimeOffEntry } from "@/lib/domain/time-off/view";
import { getTimeOffSettings } from "@/lib/services/time-off/read";
import { userCtx } from "@/lib/services/wiring";
import type { KnownMailbox } from "./mailboxes";
import { count, type Run } from "./run";
import { type Raw, readCalendar } from "./snapshot";
import { type Fields, type Item, type Place, placeOf } from "./time-off-book";

type Listed = { entry: TimeOffEntry; place: Place; item: Item | null };

/** Everything that is not as RULES section 4 says, at quiet: lists and calendars say the same, and the last word counts. */
export async function timeOffFaults(run: Run): Promise<string[]> {
  if (run.scene.timeOff.items.length === 0) return [];
  const faults: string[] = [];
  for (const account of run.scene.accounts)
    for (const user of account.users) {
      const listed = await listOf(run, user);
      count(run.tally, "compared: time off", listed.length);
      const said = [
        ...lastWords(run, listed),
        ...kept(run, user, listed),
        ...(await sameAsCalendar(run, user, listed)),
      ];
      faults.push(...said.map((fault) => `${user.email}: ${fault}`));
    }
  return faults;
}

async function listOf(run: Run, user: SessionUser): Promise<Listed[]> {
  const { upcoming, past } = await getTimeOffSettings(userCtx(user));
  const listed: Listed[] = [];
  for (const entry of [...upcoming, ...past]) {
    const place = (await placeOf(run.scene.stage, entry.id)) ?? { connectionId: null, eventId: null };
    const { timeOff } = run.scene;
    const item =
      timeOff.find(entry.id) ?? timeOff.find(place.eventId ?? "") ?? timeOff.find(entry.note ?? "");
    listed.push({ entry, place, item });
  }
  return listed;
}

const isReadFor = ({ isLive, isSyncing, account, email }: KnownMailbox): boolean =>
  isLive && isSyncing && account.apartSince.get(email) !== "now";

/**
 * Each entry says what was said last, here or in the calendar (of one that is read no more, or not for time off, something it
 * has said); nothing is listed that was removed here, or that nobody made.
 */
function lastWords({ mailboxes }: Run, listed: readonly Listed[]): string[] {
  const isRead = ({ connectionId }: Place): boolean =>
    mailboxes.some((each) => each.connectionId === connectionId && isReadFor(each));
  return listed.flatMap(({ entry, place, item }) => {
    const shown = JSON.stringify(fieldsOf(entry));
    if (!item) return [`time off that nobody made: ${shown}`];
    if (item.here === "removed") return [`time off that was removed is listed: ${shown}`];
    const last = [item.here, item.inCalendar].filter((word) => word !== null && word !== "removed");
    const words = isRead(place) ? last : [...last, ...item.earlier];
    return words.some((word) => says(word, entry))
      ? []
      : [`${shown} is nobody's last word: ${JSON.stringify(words)}`];
  });
}

/** What was written down here stays, until it is removed on either side. */
function kept({ scene }: Run, user: SessionUser, listed: readonly Listed[]): string[] {
  const lost = scene.timeOff.items.filter(
    (item) =>
      item.owner === user.email &&
      item.here !== null &&
      item.here !== "removed" &&
      item.inCalendar !== "removed" &&
      listed.every((each) => each.item !== item),
  );
  return lost.map((item) => `time off is lost: ${JSON.stringify(item.here)}`);
}

/** Where nothing holds it back, the list and the calendar are the same (RULES T1 to T5). */
async function sameAsCalendar(run: Run, user: SessionUser, listed: readonly Listed[]): Promise<string[]> {
  const mailbox = run.mailboxes.find((each) => each.userId === user.id && each.isLive && each.isSyncing);
  const apart = mailbox?.account.apartSince.get(user.email);
  if (!mailbox || apart === "now") return [];
  const calendar = await readCalendar(run.scene.stage.desks[mailbox.provider], user.email);
  const away = [...calendar.values()].filter((raw) => raw.isAway);
  const own = listed.filter(({ place }) => place.connectionId === mailbox.connectionId);
  const since = apart !== undefined && apart > mailbox.since ? apart : mailbox.since;
  count(run.tally, "compared: out of office", away.length);
  return [
    ...own.flatMap((each) => unlike(each, calendar)),
    ...away.flatMap((raw) => unheard(raw, own, since)),
    ...away.flatMap((raw) => notTakenAway(run, raw, mailbox)),
    ...away.flatMap((raw) => doubled(run, raw, away)),
  ];
}

function unlike({ entry, place }: Listed, calendar: ReadonlyMap<string, Raw>): string[] {
  const raw = calendar.get(place.eventId ?? "");
  const shown = JSON.stringify(fieldsOf(entry));
  if (entry.standing !== "in-calendar") return [`${shown} is ${entry.standing}: ${entry.reason}`];
  if (!raw) return [`${shown} is not in the calendar`];
  const isSame = raw.start === entry.startAt && raw.end === entry.endAt;
  const isSameWord = raw.isPrivate ? !entry.note?.startsWith("Secret") : raw.title === entry.note;
  return isSame && isSameWord ? [] : [`${shown}, and the calendar says ${raw.title} ${raw.start} ${raw.end}`];
}

function unheard(raw: Raw, own: readonly Listed[], since: string): string[] {
  const entries = own.filter(({ place }) => place.eventId === raw.id);
  if (entries.length > 1) return [`${raw.title} is listed ${entries.length} times`];
  const isOfNow = raw.created >= since || raw.updated >= since;
  return entries.length === 0 && isOfNow ? [`${raw.title} in the calendar is not listed`] : [];
}

function notTakenAway({ scene }: Run, raw: Raw, { connectionId }: KnownMailbox): string[] {
  const item = scene.timeOff.find(raw.id) ?? scene.timeOff.find(raw.title);
  return item?.removedFrom === connectionId
    ? [`${raw.title} was removed here, and is still in the calendar`]
    : [];
}

function doubled({ scene }: Run, raw: Raw, away: readonly Raw[]): string[] {
  const item = scene.timeOff.find(raw.id) ?? scene.timeOff.find(raw.title);
  const all = away.filter((each) => item?.names.has(each.id) || item?.names.has(each.title));
  return all.length > 1 ? [`${raw.title} is ${all.length} times in the calendar`] : [];
}

const fieldsOf = ({ startAt, endAt, note }: TimeOffEntry): Fields => ({ start: startAt, end: endAt, note });

/** A private one tells its times alone. */
const says = (word: Fields, { startAt, endAt, note }: TimeOffEntry): boolean =>
  word.start === startAt && word.end === endAt && (word.note === note || !!word.note?.startsWith("Secret"));
