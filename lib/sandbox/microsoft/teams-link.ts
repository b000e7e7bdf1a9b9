import { randomBytes } from "node:crypto";
import { findPerson } from "../google/people";
import { type Body, cloneRecord, type EventRecord } from "./event-record";
import { isPersonal, objectIdOf, tenantOf } from "./identity";
import { commitAsOrganizer } from "./organizer-writes";
import type { World } from "./world";

/** Makes an event a Teams meeting; its link may take a while. Personal accounts have no Teams: nothing happens. */
export function askForLink(world: World, owner: string, record: EventRecord): EventRecord {
  const person = findPerson(world.people, owner);
  if (record.details.isOnlineMeeting || !person || isPersonal(person)) return record;
  const slow = world.trouble.take(["teams-pending"], { email: owner });
  const fails = world.trouble.take(["teams-failure"], { email: owner }) !== undefined;
  const wait = slow ? (slow.seconds ?? 60) : world.store.state.behaviours.teamsLinkSeconds;
  const next = cloneRecord(record);
  next.details.isOnlineMeeting = true;
  if (fails) return { ...next, teamsFails: true };
  if (wait === 0) return withLink(world, owner, next);
  return { ...next, teamsDueAt: world.now() + wait * 1000 };
}

/** A new text without the join block ends the meeting's link for everybody (providers 3.1). */
export function keepOrLoseLink(record: EventRecord): EventRecord {
  const { joinUrl, body } = record.details;
  if (!joinUrl || body?.content.includes(joinUrl)) return record;
  const next = cloneRecord(record);
  delete next.details.joinUrl;
  next.details.isOnlineMeeting = false;
  return next;
}

/** Every pending link arrives when due; also those a restart left behind. Returns a stop function. */
export function deliverLinks(world: World): () => void {
  const timers = new Map<string, NodeJS.Timeout>();
  const plan = (email: string, record: EventRecord | undefined) => {
    if (!record?.teamsDueAt || record.isGone) return;
    const key = `${email} ${record.id}`;
    clearTimeout(timers.get(key));
    const wait = Math.max(0, record.teamsDueAt - world.now());
    timers.set(
      key,
      setTimeout(() => settle(world, email, record.id), wait),
    );
  };
  for (const [email, mailbox] of world.store.state.mailboxes) {
    for (const record of mailbox.events.values()) plan(email, record);
  }
  const unsubscribe = world.store.onChange((email, change) => plan(email, change?.record));
  return () => {
    unsubscribe();
    for (const timer of timers.values()) clearTimeout(timer);
  };
}

function settle(world: World, email: string, id: string): void {
  const record = world.store.mailbox(email).events.get(id);
  if (!record?.teamsDueAt || record.isGone) return;
  const next = withLink(world, email, { ...cloneRecord(record), teamsDueAt: undefined });
  commitAsOrganizer(world, email, record, next, { cause: "api", mails: "none" });
  void world.store.flush();
}

function withLink(world: World, owner: string, record: EventRecord): EventRecord {
  const person = findPerson(world.people, owner);
  if (!person) return record;
  const thread = encodeURIComponent(`19:meeting_${randomBytes(24).toString("base64url")}@thread.v2`);
  const context = encodeURIComponent(
    JSON.stringify({ Tid: tenantOf(world, person), Oid: objectIdOf(person) }),
  );
  const joinUrl = `https://teams.microsoft.com/l/meetup-join/${thread}/0?context=${context}`;
  record.details.joinUrl = joinUrl;
  record.details.body = withJoinBlock(record.details.body, joinUrl);
  return record;
}

/** A text without the join block, as people see it while they write. */
export function withoutJoinBlock(body: Body | undefined): Body | undefined {
  return body && { ...body, content: body.content.replace(/<div class="me-email-text">.*?<\/div>/s, "") };
}

/** A text with the join block at its end; always HTML. */
export function withJoinBlock(body: Body | undefined, joinUrl: string): Body {
  const before = body?.contentType === "text" ? `<p>${escaped(body.content)}</p>` : (body?.content ?? "");
  const block = `<div class="me-email-text"><span>Microsoft Teams meeting</span> <a href="${joinUrl}">Join the meeting now</a></div>`;
  return { contentType: "html", content: `${before}${block}` };
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
