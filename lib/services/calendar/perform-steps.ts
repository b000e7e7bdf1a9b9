import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import type { KnownPeople } from "@/db/queries/guests";
import { loadLogOn } from "@/db/queries/log-on";
import { cancelComing, changeMeeting, changeMeetings } from "@/db/queries/meeting-changes";
import { addToTimelines, removeFromTimelines } from "@/db/queries/meeting-timelines";
import { insertMeetings, type NewMeeting, type SharedChange, updateShared } from "@/db/queries/meetings";
import { absorbTwin } from "@/db/queries/twin-meetings";
import { newId } from "@/lib/crypto";
import { providerWords } from "@/lib/domain/calendar/connection";
import type { Step } from "@/lib/domain/calendar/plan";
import { recordsToLogOn } from "@/lib/domain/records/log-on";
import type { Instant } from "@/lib/domain/time/instant";
import type { Ctx } from "../context";
import { eventIdOf } from "./event-key";
import type { LoadedChange } from "./load-changes";

export type Task<S extends Step["do"] = Step["do"]> = LoadedChange & { step: Extract<Step, { do: S }> };

/** The meeting each task wrote, by its place in the list, and every meeting whose timelines have to look again. */
export type Performed = { meetingIds: Map<Task, string>; touched: string[] };

type Scene = { tx: Tx; ctx: Ctx; connection: Connection; now: Instant; people: KnownPeople };

/**
 * Does what the planner decided for changes of different events, all of a kind at once; it decides nothing itself. `people`
 * were looked up for these changes.
 */
export async function performSteps(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  { tasks, people }: { tasks: readonly Task[]; people: KnownPeople },
): Promise<Performed> {
  const scene: Scene = { tx, ctx, connection, now: ctx.now(), people };
  const of = <S extends Step["do"]>(kind: S) =>
    tasks.filter((task): task is Task<S> => task.step.do === kind);

  const added = new Map(of("log").map((task) => [task, newId()]));
  await logMeetings(scene, added);
  await updateMeetings(scene, of("update"));
  await leaveMeetings(scene, of("leave"));
  await changeMeetings(tx, ctx.accountId, idsOf(of("cancel")), cancelledFields(scene));
  await changeMeetings(tx, ctx.accountId, idsOf(of("freeze")), { frozenAt: scene.now });
  const coming = await cancelParts(scene, of("cancel-coming"));

  const meetingIds = new Map<Task, string>(added);
  for (const task of tasks)
    if ("meetingId" in task.step && task.step.meetingId) meetingIds.set(task, task.step.meetingId);
  return { meetingIds, touched: [...new Set([...meetingIds.values(), ...coming])] };
}

const idsOf = (tasks: readonly { step: { meetingId: string } }[]): string[] =>
  tasks.map(({ step }) => step.meetingId);

async function logMeetings(scene: Scene, added: ReadonlyMap<Task<"log">, string>): Promise<void> {
  const { tx, ctx, people } = scene;
  const fresh = [...added].map(([task, id]) => newMeeting(scene, task, id));
  await insertMeetings(tx, ctx.accountId, fresh, people);
  await logOn(
    scene,
    [...added].map(([{ step }, id]) => ({ id, at: step.fields.startAt, contactIds: step.contactIds })),
  );
}

function newMeeting({ connection, now, people }: Scene, task: Task<"log">, id: string): NewMeeting {
  const { step, key, change } = task;
  return {
    id,
    // A teammate who organises is the host, connected or not; otherwise the person whose calendar brought it.
    hostId: people.userIds.get(step.fields.organizerEmail ?? "") ?? connection.userId,
    authorId: connection.userId,
    connectionId: connection.id,
    provider: connection.provider,
    shared: step.fields,
    contactIds: step.contactIds,
    internalNote: null,
    outcome: step.cancelled ? "Canceled" : outcomeAt(step.fields.startAt, now),
    source: "calendar",
    icalUid: key.icalUid,
    occurrence: key.occurrence,
    push: "scheduled",
    eventId: eventIdOf(change),
    cancelled: step.cancelled ? { at: now, where: providerWords[connection.provider].app } : null,
    syncedAt: now,
    now,
  };
}

const outcomeAt = (startAt: Instant, now: Instant) => (startAt < now ? "Completed" : "Scheduled");

async function updateMeetings(scene: Scene, tasks: readonly Task<"update">[]): Promise<void> {
  const { tx, ctx, now, people } = scene;
  const { accountId } = ctx;
  for (const { step, key } of tasks) {
    if (step.adopt && key.icalUid) await absorbTwin(tx, accountId, step.meetingId, key.icalUid);
  }
  const steps = tasks.map(({ step }) => step);
  await updateShared(tx, accountId, tasks.map(followed), now, people);
  const thawed = steps.filter((step) => step.thaw);
  await changeMeetings(
    tx,
    accountId,
    thawed.map((step) => step.meetingId),
    { frozenAt: null },
  );
  for (const outcome of ["Completed", "Scheduled"] as const) {
    const revived = steps.filter(
      ({ revive, fields }) => revive && outcomeAt(fields.startAt, now) === outcome,
    );
    const ids = revived.map((step) => step.meetingId);
    await changeMeetings(tx, accountId, ids, { cancelledAt: null, cancelledWhere: null, outcome });
  }
  await adopt(scene, tasks);
  const removals = steps.flatMap(({ meetingId, remove }) =>
    remove.map((recordId) => ({ meetingId, recordId })),
  );
  await removeFromTimelines(tx, accountId, removals);
  await logOn(
    scene,
    steps.map((step) => ({ id: step.meetingId, at: step.fields.startAt, contactIds: step.add })),
  );
}

/** RULES I9: who has become a colleague, a group address or denied since is on its guest list as long as they are invited. */
function followed({ step, state }: Task<"update">): SharedChange {
  const { meetingId, fields, add, remove } = step;
  const stayed = state.meeting?.guestContactIds.filter((id) => !remove.includes(id)) ?? [];
  return { meetingId, fields, contactIds: [...stayed, ...add] };
}

/** The answer to our insert was lost, and the calendar tells us of the event first (RULES O1, I12). */
async function adopt({ tx, ctx }: Scene, tasks: readonly Task<"update">[]): Promise<void> {
  for (const { step, change, key } of tasks) {
    if (!step.adopt) continue;
    await changeMeeting(tx, ctx.accountId, step.meetingId, {
      push: "scheduled",
      pushNote: null,
      eventId: eventIdOf(change),
      icalUid: key.icalUid,
    });
  }
}

async function leaveMeetings(scene: Scene, tasks: readonly Task<"leave">[]): Promise<void> {
  const { tx, ctx, now, people } = scene;
  await updateShared(
    tx,
    ctx.accountId,
    tasks.map(({ step, state }) => ({ ...step, contactIds: state.meeting?.guestContactIds ?? [] })),
    now,
    people,
  );
}

async function cancelParts(scene: Scene, tasks: readonly Task<"cancel-coming">[]): Promise<string[]> {
  const { tx, ctx, connection, now } = scene;
  const parts = tasks.flatMap(({ key }) =>
    key.icalUid ? [{ icalUid: key.icalUid, from: key.occurrence }] : [],
  );
  return cancelComing(tx, ctx.accountId, parts, { at: now, where: providerWords[connection.provider].app });
}

type Logged = { id: string; at: Instant; contactIds: readonly string[] };

/** RULES R3: the contacts, their primary companies and their five latest open deals. */
async function logOn({ tx, ctx }: Scene, logged: readonly Logged[]): Promise<void> {
  const contactIds = [...new Set(logged.flatMap((one) => one.contactIds))];
  const known = new Map(
    (await loadLogOn(tx, ctx.accountId, contactIds)).map((source) => [source.recordId, source]),
  );
  const placings = logged.map(({ id, at, contactIds: own }) => ({
    id,
    at,
    records: recordsToLogOn({
      chosen: own.map((contactId) => ({ kind: "contact" as const, id: contactId })),
      sources: own.flatMap((contactId) => known.get(contactId) ?? []),
    }),
  }));
  await addToTimelines(tx, ctx.accountId, placings);
}

const cancelledFields = ({ connection, now }: Scene) => ({
  cancelledAt: now,
  cancelledWhere: providerWords[connection.provider].app,
  outcome: "Canceled" as const,
  syncedAt: now,
});
