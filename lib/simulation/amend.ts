import { sql } from "drizzle-orm";
import { inAccount } from "@/db/client";
import { AppError } from "@/lib/domain/errors";
import type { EventFields } from "@/lib/domain/meetings/edit-inputs";
import { type Edited, editMeeting } from "@/lib/services/meetings/edit";
import { getEditDefaults } from "@/lib/services/meetings/get-edit-defaults";
import { database, userCtx } from "@/lib/services/wiring";
import { fateOf } from "./blows";
import { subjectTo } from "./faults";
import { takeBeside } from "./machine";
import { count, linkPromised, oracleOf, type Run, showOracle } from "./run";
import { userOf } from "./scene";
import { readCalendar } from "./snapshot";
import type { StepOf } from "./steps";

/** Somebody edits a meeting in the CRM and has its event changed (RULES O4); who is left without an answer presses again. */
export async function amend(run: Run, step: StepOf<"amend">): Promise<void> {
  const { scene } = run;
  const { account, user } = userOf(scene, step.user);
  await linkPromised(run);
  const meeting = await meetingAt(account.id, step.meeting);
  if (!meeting) return;
  const { id: meetingId, uid } = meeting;
  const form = await getEditDefaults(userCtx(user), meetingId);
  const { fields, lock, outcome, internalNote } = form;
  if (lock !== null) return count(run.tally, "change from the CRM: locked");
  scene.count += 1;
  const title = `Amended ${scene.count}`;
  const isHere = form.destination === "here";
  const after = { ...fields, ...changeOf(step, isHere, fields), title };
  const input = { meetingId, sends: true, before: fields, after, outcome, internalNote };
  const fate = fateOf(run, step.blow);
  const beside = step.isBeside ? takeBeside(run) : null;
  const first = await editMeeting(subjectTo(fate, userCtx(user)), input).catch(() => null);
  await beside;
  await fate.aftermath;
  const answer = first === null || fate.isDead ? await again(() => editMeeting(userCtx(user), input)) : first;
  scene.amended.set(title, uid);
  count(run.tally, `change from the CRM: ${answer?.result ?? "refused"}`);
  if (isHere && answer?.result === "kept")
    oracleOf(run, account.id).rewrite(meetingId, { title, ...spanInUtc(after) });
  for (const mailbox of run.mailboxes)
    if (mailbox.userId === user.id && mailbox.isLive)
      await showOracle(run, mailbox, { how: "perhaps", isListing: false });
  if (answer?.result === "sent" && !(await stands(run, user.id, title)))
    throw new Error(`"${title}" was said to be sent, and stands in no calendar`);
}

/** A second press may find the first one's promise written down: it is refused, and the first one goes out. */
async function again(press: () => Promise<Edited>): Promise<Edited | null> {
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      return await press();
    } catch (error) {
      if (error instanceof AppError) return null;
    }
  }
  return null;
}

type Meeting = { id: string; uid: string | null };

async function meetingAt(accountId: string, place: number): Promise<Meeting | undefined> {
  const rows = await inAccount(database(), accountId, (tx) =>
    tx.execute<Meeting>(sql`
      select m.id, m.ical_uid as uid from meetings m
      join activities a on a.account_id = m.account_id and a.id = m.id order by a.title`),
  );
  return rows[place % Math.max(1, rows.length)];
}

/** Everyone here lives in UTC. */
const spanInUtc = ({ date, start, end }: EventFields) => ({
  start: `${date}T${start}:00.000Z`,
  end: `${date}T${end}:00.000Z`,
});

function changeOf(
  { what, guest, hour }: StepOf<"amend">,
  isHere: boolean,
  { attendees }: EventFields,
): Partial<EventFields> {
  const clock = String(hour).padStart(2, "0");
  if (what === "move") return { start: `${clock}:00`, end: `${clock}:30` };
  // Who is on the timeline of a meeting that is logged only is not the calendar's affair.
  if (isHere) return {};
  const others = attendees.filter(({ email }) => email !== guest);
  if (what === "drop") return { attendees: others };
  return what === "invite"
    ? { attendees: [...others, { email: guest, name: null, contactId: null, userId: null }] }
    : {};
}

async function stands({ scene, mailboxes }: Run, userId: string, title: string): Promise<boolean> {
  for (const { provider, email } of mailboxes.filter((mailbox) => mailbox.userId === userId)) {
    const calendar = await readCalendar(scene.stage.desks[provider], email);
    if ([...calendar.values()].some((raw) => raw.title === title)) return true;
  }
  return false;
}

/** At quiet no change is still on its way where the calendar may be written to. */
export async function unfinishedChanges(run: Run): Promise<string[]> {
  const open = run.mailboxes.filter((mailbox) => mailbox.isLive && mailbox.isSyncing);
  if (open.length === 0) return [];
  const { owner } = run.scene.stage;
  const rows = await owner<{ id: string; note: string }[]>`
    select meeting_id as id, note from meeting_edits
    where state = 'waiting' and connection_id in ${owner(open.map(({ connectionId }) => connectionId))}`;
  return rows.map(({ id, note }) => `a change of ${id} is on its way for ever: ${note}`);
}
