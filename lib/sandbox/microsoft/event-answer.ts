import { z } from "zod";
import { residentOf } from "../desk/homes";
import { sameAddress } from "../google/people";
import { invalidRequest } from "./api-error";
import type { WriteCall } from "./event-create";
import { isOrganizer } from "./event-edit";
import { type Answer, cloneRecord, type EventRecord } from "./event-record";
import { findCopy } from "./guest-copies";
import { requireCurrent } from "./located-event";
import { postMail } from "./outbox";
import { messageAbout } from "./outgoing-invitation";
import { followSeries, removeSlot } from "./series-edits";
import type { World } from "./world";

export type GuestAnswer = "accepted" | "tentativelyAccepted" | "declined";

const time = z.looseObject({ dateTime: z.string(), timeZone: z.string().nullish() });
const answerBody = z.strictObject({
  comment: z.string().nullish(),
  sendResponse: z.boolean().default(true),
  proposedNewTime: z.looseObject({ start: time, end: time }).nullish(),
});

const SHOWN_AS = { accepted: "busy", tentativelyAccepted: "tentative", declined: "free" } as const;
const MAIL_KIND = { accepted: "Accepted", tentativelyAccepted: "Tentative", declined: "Declined" } as const;

/** `POST …/accept|tentativelyAccept|decline` (providers 3.2); 400 where the organiser or the event forbids it. */
export function answerEvent(
  world: World,
  call: WriteCall,
  id: string,
  response: GuestAnswer,
  body: unknown,
): void {
  const parsed = answerBody.safeParse(body);
  if (!parsed.success) throw invalidRequest("The answer could not be read.");
  const current = requireCurrent(world, call.email, id, undefined);
  checkAnswer(current, call.email, parsed.data);
  const answer: Answer = { response, at: world.now() };
  keepOwnAnswer(world, call.email, current, answer, response);
  if (parsed.data.sendResponse) sendAnswer(world, call, current, answer, response);
}

/** Records a guest's answer on the organiser's copy, the only one that keeps track of answers. */
export function recordAnswer(
  world: World,
  owner: string,
  guest: string,
  about: EventRecord,
  answer: Answer,
): void {
  const { existing } = findCopy(world, owner, about);
  if (!existing || !isOrganizer(existing, owner)) return;
  const next = cloneRecord(existing);
  next.attendees = next.attendees.map((row) => (sameAddress(row.address, guest) ? { ...row, answer } : row));
  if (next.seriesMasterId) next.own = [...new Set([...(next.own ?? []), "attendees"])];
  const stored = world.store.put(owner, next);
  if (existing.recurrence) followSeries(world, owner, existing, stored);
}

function checkAnswer(current: EventRecord, email: string, body: z.infer<typeof answerBody>): void {
  const refuse = (why: string) => invalidRequest(`Your request can't be completed. ${why}`);
  if (isOrganizer(current, email))
    throw refuse("You can't respond to this meeting because you're the organizer.");
  if (current.isCancelled) throw refuse("This meeting was canceled.");
  if (body.sendResponse && current.details.responseRequested === false) {
    throw refuse("The organizer hasn't requested a response.");
  }
  if (!body.proposedNewTime) return;
  if (!body.sendResponse) throw refuse("A new time can't be proposed without sending a response.");
  if (current.details.allowNewTimeProposals === false)
    throw refuse("The organizer doesn't allow new time proposals.");
}

/** A declined copy leaves the mailbox unless it keeps declined meetings (providers 3.2). */
function keepOwnAnswer(
  world: World,
  email: string,
  current: EventRecord,
  answer: Answer,
  response: GuestAnswer,
): void {
  const next = { ...cloneRecord(current), answer };
  next.details.showAs = SHOWN_AS[response];
  next.attendees = next.attendees.map((row) => (sameAddress(row.address, email) ? { ...row, answer } : row));
  if (next.seriesMasterId) next.own = [...new Set([...(next.own ?? []), "answer", "showAs", "attendees"])];
  const leaves = response === "declined" && !world.store.state.behaviours.keepsDeclined;
  const master = current.seriesMasterId
    ? world.store.mailbox(email).events.get(current.seriesMasterId)
    : undefined;
  if (leaves && master) removeSlot(world, email, master, current);
  else if (leaves) followSeries(world, email, current, world.store.put(email, { ...next, isGone: true }));
  else followSeries(world, email, current, world.store.put(email, next));
}

function sendAnswer(
  world: World,
  call: WriteCall,
  current: EventRecord,
  answer: Answer,
  response: GuestAnswer,
): void {
  const organizer = current.isForeign ? undefined : residentOf(world, current.organizer.address);
  const to = current.organizer.address;
  if (organizer) {
    recordAnswer(world, organizer.email, call.email, current, answer);
    postMail(world, current, { to, kind: MAIL_KIND[response], cause: call.cause, from: call.email });
    return;
  }
  const master = current.seriesMasterId
    ? world.store.mailbox(call.email).events.get(current.seriesMasterId)
    : undefined;
  const row = { address: call.email, name: call.email, type: "required" as const, answer };
  const reply = { ...current, attendees: [row] };
  world.foreignMail.send(messageAbout(reply, master, { method: "REPLY", from: call.email, to }));
  postMail(world, current, { to, kind: MAIL_KIND[response], cause: call.cause, from: call.email });
}
