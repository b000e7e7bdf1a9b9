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
  /** Titles that some user's public copy has shown. */
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

/** Shows the oracle a calendar as it stands, before or after a pull of it. */
export async function showOracle(run: Run, mailbox: KnownMailbox, how: "whole" | "perhaps"): Promise<void> {
  const calendar = await readCalendar(run.scene.stage.desks[mailbox.provider], mailbox.email);
  for (const raw of calendar.values()) if (!raw.isPrivate) run.told.add(raw.title);
  oracleOf(run, mailbox.account.id).look(
    mailbox,
    calendar,
    factsFor(mailbox, run.mailboxes, run.scene.stage.clock.instant),
    how,
  );
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
