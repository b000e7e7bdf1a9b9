import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { KnownMailbox } from "./mailboxes";
import { factsFor } from "./mailboxes";
import { Oracle } from "./oracle";
import type { Scene } from "./scene";
import { readCalendar } from "./snapshot";

/** A history while it is played: the scene, what is known of its calendars, and the oracle of each account. */
export type Run = {
  scene: Scene;
  mailboxes: KnownMailbox[];
  oracles: Map<string, Oracle>;
  tally: Tally;
  /** Private words that some user's public copy has shown. */
  told: Set<string>;
};

/** How often what happened. */
export type Tally = Map<string, number>;

export const count = (tally: Tally, what: string, times = 1): void =>
  void tally.set(what, (tally.get(what) ?? 0) + times);

export const newRun = (scene: Scene, tally: Tally): Run => ({
  scene,
  mailboxes: [],
  oracles: new Map(scene.accounts.map(({ id }) => [id, new Oracle(id)])),
  tally,
  told: new Set(),
});

export function oracleOf(run: Run, accountId: string): Oracle {
  const oracle = run.oracles.get(accountId);
  if (!oracle) throw new Error("an account without an oracle");
  return oracle;
}

/** What only private events say. */
export const secret = /Secret(?: text)? \d+/g;

const BEGINNING = "1970-01-01T00:00:00.000Z";

/** Shows the oracle a calendar as it stands, before or after a pull of it. */
export async function showOracle(
  run: Run,
  mailbox: KnownMailbox,
  how: { how: "whole" | "perhaps"; isListing: boolean },
): Promise<void> {
  const calendar = await readCalendar(run.scene.stage.desks[mailbox.provider], mailbox.email);
  for (const raw of calendar.values())
    if (!raw.isPrivate) for (const word of raw.stamp.match(secret) ?? []) run.told.add(word);
  const { account } = mailbox;
  const oracle = oracleOf(run, account.id);
  const since = how.isListing ? BEGINNING : mailbox.since;
  const facts = factsFor(mailbox, run.mailboxes, run.scene.stage.clock.instant);
  oracle.look({ ...mailbox, since }, calendar, facts, how);
  if (account.everyOccurrence.has(mailbox.email) && account.occurrencesSince !== null)
    oracle.tookPlace(mailbox, calendar, facts, account.occurrencesSince);
}

/** Finds the events that scheduled meetings have become meanwhile, by the titles nobody else has. */
export async function linkPromised(run: Run): Promise<void> {
  const { scene } = run;
  for (const promised of scene.promised) {
    if (scene.happenings.some((happening) => happening.promisedAs === promised.meetingId)) continue;
    for (const mailbox of run.mailboxes) {
      if (mailbox.userId !== promised.host.id) continue;
      const calendar = await readCalendar(scene.stage.desks[mailbox.provider], mailbox.email);
      const found = [...calendar.values()].find((raw) => raw.title === promised.title);
      if (!found) continue;
      const { provider, email: owner } = mailbox;
      scene.happenings.push(happeningOf(provider, owner, found, promised.meetingId));
      oracleOf(run, promised.account.id).link(promised.meetingId, found.uid, mailbox);
    }
  }
}

const happeningOf = (
  provider: ProviderName,
  owner: string,
  raw: { id: string; uid: string },
  promisedAs: string,
) => ({ provider, owner, id: raw.id, uid: raw.uid, isSeries: false, promisedAs });
