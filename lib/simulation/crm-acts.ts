import { sql } from "drizzle-orm";
import { inAccount } from "@/db/client";
import { newId } from "@/lib/crypto";
import { AppError } from "@/lib/domain/errors";
import { deleteMeeting } from "@/lib/services/meetings/delete";
import { scheduleMeeting } from "@/lib/services/meetings/schedule";
import { createRecord } from "@/lib/services/records/create-record";
import { deleteRecord } from "@/lib/services/records/delete-record";
import { database, userCtx } from "@/lib/services/wiring";
import { fateOf } from "./blows";
import type { Card } from "./event-state";
import { subjectTo } from "./faults";
import { takeBeside } from "./machine";
import { isInside } from "./mailboxes";
import { count, linkPromised, oracleOf, type Run } from "./run";
import { type Promised, userOf } from "./scene";
import type { StepOf } from "./steps";

/** Schedules a meeting from a contact; who is left without an answer presses Save again (RULES O1). */
export async function schedule(run: Run, step: StepOf<"schedule">): Promise<void> {
  const { scene } = run;
  const { account, user } = userOf(scene, step.user);
  const contact = step.guests.map((email) => account.contacts.get(email)).find((ref) => ref !== undefined);
  if (!contact) return;
  scene.count += 1;
  const title = `Planned ${scene.count}`;
  const date = new Date(scene.stage.clock.now() + step.day * 86_400_000).toISOString().slice(0, 10);
  const clock = `${String(step.hour).padStart(2, "0")}:`;
  const promised: Promised = { account, meetingId: newId(), host: user, title, guests: step.guests };
  const input = {
    meetingId: promised.meetingId,
    record: contact,
    title,
    date,
    start: `${clock}00`,
    end: `${clock}30`,
    zone: "UTC",
    attendees: step.guests.map((email) => ({ email, name: null, contactId: null, userId: null })),
    location: { kind: "none" as const, text: null },
    description: "",
    internalNote: "",
    records: [],
  };
  const fate = fateOf(run, step.blow);
  const beside = step.isBeside ? takeBeside(run) : null;
  const first = await scheduleMeeting(subjectTo(fate, userCtx(user)), input).catch(() => null);
  await beside;
  await fate.aftermath;
  if (fate.hasStruck) count(run.tally, step.blow?.kind === "cut" ? "connections cut" : "web process killed");
  if (first === null || fate.isDead) await again(() => scheduleMeeting(userCtx(user), input));
  scene.promised.push(promised);
  const card = cardOf(promised, `${date}T${clock}`);
  oracleOf(run, account.id).promise(promised.meetingId, card, chosenIn(card, account));
  await linkPromised(run);
}

/** The card of a meeting that was just planned, for half an hour from its hour on. */
const cardOf = ({ account, title, guests }: Promised, hour: string): Card => ({
  title,
  start: `${hour}00:00.000Z`,
  end: `${hour}30:00.000Z`,
  isCanceled: false,
  isFrozen: false,
  // From whose record it was scheduled, on that one's timeline it is.
  contacts: guests
    .filter((email) => account.contacts.has(email))
    .filter((email, at) => at === 0 || !isInside(account, email))
    .sort(),
  guests: guests.map((email) => [email, "awaiting"] as const).sort((a, b) => (a[0] < b[0] ? -1 : 1)),
});

/** Who stands on it though nobody of their kind is ever matched (RULES I3). */
const chosenIn = ({ contacts }: Card, account: Promised["account"]): string | null =>
  contacts.find((email) => isInside(account, email)) ?? null;

/** A connection that was cut may take a moment to be noticed. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    return work();
  }
}

type Standing = { id: string; uid: string | null; slot: string; [column: string]: unknown };

/** Deletes one of the account's meetings, with its event where that is offered. */
export async function remove(run: Run, step: StepOf<"delete">): Promise<void> {
  const { account, user } = userOf(run.scene, step.user);
  const rows = await inAccount(database(), account.id, (tx) =>
    tx.execute<Standing>(sql`
      select m.id, m.ical_uid as uid, m.occurrence as slot from meetings m
      join activities a on a.account_id = m.account_id and a.id = m.id order by a.title`),
  );
  const meeting = rows[step.meeting % Math.max(1, rows.length)];
  if (!meeting) return;
  const entry = oracleOf(run, account.id).find(meeting);
  if (!entry) throw new Error("a meeting that the oracle knows nothing of");
  const fate = fateOf(run, step.blow);
  const ctx = subjectTo(fate, userCtx(user));
  const input = { meetingId: meeting.id, alsoCancelEvent: step.isEventToo };
  await deleteMeeting(ctx, input).catch(async (error: unknown) => {
    if (!(error instanceof AppError)) return;
    // Only the organiser's own event can be cancelled; the meeting can be deleted all the same.
    await deleteMeeting(ctx, { ...input, alsoCancelEvent: false }).catch(() => undefined);
  });
  await fate.aftermath;
  const gone = await run.scene.stage.owner`
    select from meeting_tombstones where account_id = ${account.id} and meeting_id = ${meeting.id}`;
  if (gone.length > 0) oracleOf(run, account.id).bury(entry, "surely");
}

/** A contact is made, or deleted. */
export async function changeContact(run: Run, step: StepOf<"contact">): Promise<void> {
  const account = run.scene.accounts[step.account];
  const [user] = account?.users ?? [];
  if (!account || !user) return;
  const known = account.contacts.get(step.email);
  if (step.isThere && !known) {
    const properties = { firstName: step.email.split("@")[0], email: step.email };
    const { ref } = await createRecord(userCtx(user), { kind: "contact", properties });
    account.contacts.set(step.email, ref);
  } else if (!step.isThere && known) {
    await deleteRecord(userCtx(user), { ref: known });
    account.contacts.delete(step.email);
    oracleOf(run, account.id).forget(step.email);
  }
}
