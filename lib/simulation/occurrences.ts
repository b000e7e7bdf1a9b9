import { isFollowed } from "./admission";
import type { View } from "./event-state";
import { lookForOccurrences } from "./machine";
import { factsFor, type KnownMailbox } from "./mailboxes";
import { count, oracleOf, type Run } from "./run";
import type { AccountFacts } from "./scene";
import { drain } from "./settle";
import { slotsOf } from "./slots";
import { readCalendar } from "./snapshot";
import { viewsOf } from "./views";

const SPAN_S = 36 * 3600;

type Due = { account: AccountFacts; uid: string; slot: string };

/**
 * After quiet a day and a half goes by. Each occurrence that begins in it, and is as its series has it, must have a card then
 * if someone with the switch on has the series on a timeline (RULES N5). What cards say is for the comparison to look at.
 */
export async function letOccurrencesPass(run: Run): Promise<string[]> {
  const { clock } = run.scene.stage;
  const until = new Date(clock.now() + SPAN_S * 1000).toISOString();
  const due: Due[] = [];
  for (const mailbox of run.mailboxes)
    if (mailbox.isLive && mailbox.isSyncing && mailbox.account.everyOccurrence.has(mailbox.email))
      due.push(...(await dueIn(run, mailbox, until)));
  clock.forward(SPAN_S);
  await lookForOccurrences(run);
  await drain(run);
  const faults: string[] = [];
  for (const { account, uid, slot } of due) {
    count(run.tally, "occurrence took place");
    const rows = await run.scene.stage.owner`
      select from meetings where account_id = ${account.id} and ical_uid = ${uid} and occurrence = ${slot}`;
    if (rows.length !== 1)
      faults.push(`${account.domain}: ${rows.length} cards of ${uid} for ${slot}, which took place`);
  }
  return faults;
}

/** What begins from now until then in a calendar, of series that are surely on a timeline. */
async function dueIn(run: Run, mailbox: KnownMailbox, until: string): Promise<Due[]> {
  const { account } = mailbox;
  const calendar = await readCalendar(run.scene.stage.desks[mailbox.provider], mailbox.email);
  const facts = factsFor(mailbox, run.mailboxes, run.scene.stage.clock.instant);
  const views = viewsOf(calendar);
  return [...views.values()].filter(isWholeSeries).flatMap((view) => {
    const entry = oracleOf(run, account.id).find({ id: "", uid: view.uid, slot: view.slot });
    const isSure = entry?.states.every((state) => isFollowed(state) && !state.card?.isFrozen);
    const isForAnyone = view.guests.some(
      ({ email }) => facts.contacts.has(email) && !facts.inside(email) && !facts.groups.has(email),
    );
    if (!isSure || !isForAnyone || view.isPrivate) return [];
    return slotsOf(view)
      .filter((slot) => slot > facts.now && slot < until && !views.has(`${view.uid}|${slot}`))
      .filter((slot) => !oracleOf(run, account.id).isBuried(view.uid, slot))
      .map((slot) => ({ account, uid: view.uid, slot }));
  });
}

/** One that nobody has cut short, and whose first occurrence has not gone its own way. */
const isWholeSeries = (view: View): boolean => view.kind === "series" && view.rule.includes("COUNT=5");
