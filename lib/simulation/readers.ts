import type { MeetingEntry, TimelineEntry, TimelinePage } from "@/lib/domain/timeline/entry";
import { listDecisions } from "@/lib/services/sync-log/list-decisions";
import { listWrites } from "@/lib/services/sync-log/list-writes";
import { getTimeline } from "@/lib/services/timeline/get-timeline";
import { userCtx } from "@/lib/services/wiring";
import type { AccountCards } from "./compare";
import type { Card } from "./event-state";
import type { Run } from "./run";
import type { AccountFacts } from "./scene";

type Told = { text: string; faults: string[] };

/**
 * Reads every contact's timeline and every person's own pages as they do, and looks whether they show exactly the cards
 * there are. Answers with all that was read as well, for a search for what nobody may read.
 */
export async function readAsPeople(run: Run, cards: readonly AccountCards[]): Promise<Told> {
  const told: Told = { text: "", faults: [] };
  for (const { account, rows } of cards) {
    const shown = await timelinesOf(run, account, told);
    for (const { id, card } of rows) {
      const seen = shown.get(id);
      if (card.contacts.length === 0) continue;
      if (JSON.stringify(seen) !== JSON.stringify(card))
        told.faults.push(
          `${account.domain}: timelines show ${JSON.stringify(seen)} for ${JSON.stringify(card)}`,
        );
      shown.delete(id);
    }
    for (const card of shown.values())
      told.faults.push(`${account.domain}: timelines show what is not there: ${JSON.stringify(card)}`);
    for (const user of account.users) {
      told.text += JSON.stringify(await listDecisions(userCtx(user), {}));
      told.text += JSON.stringify(await listWrites(userCtx(user), {}));
    }
  }
  told.faults.push(...(await readElsewhere(run)));
  return told;
}

/** What the timelines of an account's contacts show together, by meeting; each person of the account reads one of them. */
async function timelinesOf(_run: Run, account: AccountFacts, told: Told): Promise<Map<string, Card>> {
  const shown = new Map<string, Card>();
  let turn = 0;
  for (const email of [...account.contacts.keys()].sort()) {
    const ref = account.contacts.get(email);
    const user = account.users[turn++ % account.users.length];
    if (!ref || !user) continue;
    for (let cursor: string | undefined, isMore = true; isMore; ) {
      const page: TimelinePage = await getTimeline(userCtx(user), ref, { cursor });
      told.text += JSON.stringify(page);
      for (const entry of [...page.upcoming, ...page.entries].filter(isMeeting)) {
        const known = shown.get(entry.meetingId);
        if (known?.contacts.includes(email)) told.faults.push(`${email} has "${entry.title}" twice`);
        shown.set(entry.meetingId, cardOf(entry, [...(known?.contacts ?? []), email]));
      }
      isMore = page.nextCursor !== null;
      cursor = page.nextCursor ?? undefined;
    }
  }
  return shown;
}

const isMeeting = (entry: TimelineEntry): entry is MeetingEntry => entry.kind === "meeting";

const cardOf = (entry: MeetingEntry, contacts: string[]): Card => ({
  title: entry.title,
  start: entry.start,
  end: entry.end,
  isCanceled: entry.cancelled !== null,
  isFrozen: entry.frozen,
  contacts,
  guests: entry.attendees
    .map(({ email, reply }) => [email, reply] as const)
    .sort((one, other) => (one[0] < other[0] ? -1 : 1)),
});

/** The people of one account find nothing of another's. */
async function readElsewhere({ scene }: Run): Promise<string[]> {
  const [here, there] = scene.accounts;
  const [user] = here?.users ?? [];
  const [ref] = there?.contacts.values() ?? [];
  if (!user || !ref) return [];
  const seen = await getTimeline(userCtx(user), ref, {}).catch(() => null);
  return seen === null ? [] : [`${user.email} reads a timeline of another account`];
}
