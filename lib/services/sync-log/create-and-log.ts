import { endWait } from "@/db/queries/connection-health";
import { type Connection, findConnection } from "@/db/queries/connections";
import { saveHint } from "@/db/queries/event-hints";
import { notifyLive } from "@/db/queries/live";
import { loadMatchWorld } from "@/db/queries/match-world";
import { holdDecision, listUnmatchedKin } from "@/db/queries/unmatched";
import { providerWords } from "@/lib/domain/calendar/connection";
import type { CreateAndLogInput } from "@/lib/domain/calendar/sync-log";
import { AppError, notFound } from "@/lib/domain/errors";
import { isInternal } from "@/lib/domain/records/match";
import { enqueueSync } from "../calendar/receive-notification";
import { type Ctx, currentUser, inTransaction, mayWrite } from "../context";
import { createRecord } from "../records/create-record";

export type CreatedAndAsked = { contactId: string; asked: boolean };

/**
 * "Create contact and log" (RULES N1): makes the outsider a contact, or takes the one there is, and has the event looked at
 * anew, so that the rules decide; all in one transaction, and the same however often it is pressed. Of a series, what else
 * matched nobody is looked at as well. Throws `conflict` while the calendar cannot be read, and `not-found` for an event
 * that is not in the person's own log.
 */
export async function createContactAndLog(ctx: Ctx, input: CreateAndLogInput): Promise<CreatedAndAsked> {
  mayWrite(ctx);
  try {
    return await inTransaction(ctx, (_tx, inner) => createAndAsk(inner, input));
  } catch (error) {
    // Somebody made the same contact at this very moment: now it is there to be taken.
    if (!(error instanceof AppError) || error.code !== "conflict" || !error.fields?.email) throw error;
    return inTransaction(ctx, (_tx, inner) => createAndAsk(inner, input));
  }
}

function createAndAsk(ctx: Ctx, input: CreateAndLogInput): Promise<CreatedAndAsked> {
  const { accountId } = ctx;
  const user = currentUser(ctx);
  const { connectionId, eventId } = input;
  const email = input.email.toLowerCase();
  return inTransaction(ctx, async (tx) => {
    const connection = await findConnection(tx, accountId, connectionId);
    if (!connection || connection.userId !== user.id) throw notFound("event");
    const decision = await holdDecision(tx, accountId, connectionId, eventId);
    if (!decision) throw notFound("event");
    if (!decision.strangers.includes(email)) return alreadyLogged(ctx, email);
    if (decision.result === "skipped")
      throw new AppError("conflict", "Another rule leaves this event out now. Look at the log again.");
    refuseUnreadable(connection);
    const contactId = await takeContact(ctx, email);
    for (const id of await listUnmatchedKin(tx, accountId, connectionId, { eventId, email }))
      await saveHint(tx, accountId, connectionId, { eventId: id, hintedAt: ctx.now() });
    // A wait of our own is over when its person says so; one that the provider asked for is not.
    if (connection.mend === "sync-now") await endWait(tx, accountId, connectionId);
    await enqueueSync(tx, accountId, connectionId);
    await notifyLive(tx, accountId, { what: "calendar", records: [], userId: user.id });
    return { contactId, asked: true };
  });
}

/** A late press, on a page that was not told yet: the address is a contact's by now, and the event was decided with it. */
async function alreadyLogged(ctx: Ctx, email: string): Promise<CreatedAndAsked> {
  const world = await inTransaction(ctx, (tx) => loadMatchWorld(tx, ctx.accountId, [email]));
  const [contact] = world.contacts;
  if (!contact) throw notFound("event");
  return { contactId: contact.id, asked: false };
}

function refuseUnreadable({ disconnectedAt, state, syncing, provider, email }: Connection): void {
  const { app } = providerWords[provider];
  if (disconnectedAt)
    throw new AppError("conflict", `${email} is disconnected from Almanac. Connect it to log this event.`);
  if (state === "reconnect")
    throw new AppError("conflict", `Almanac cannot read your ${app} now. Reconnect it to log this event.`);
  if (!syncing) throw new AppError("conflict", "Sync my calendar is off. Turn it on to log this event.");
}

async function takeContact(ctx: Ctx, email: string): Promise<string> {
  const world = await inTransaction(ctx, (tx) => loadMatchWorld(tx, ctx.accountId, [email]));
  if (isInternal(email, world))
    throw new AppError(
      "conflict",
      `${email} belongs to your organisation now, so it makes no meeting a contact's.`,
    );
  const [existing] = world.contacts;
  if (existing) return existing.id;
  const { ref } = await createRecord(ctx, { kind: "contact", properties: { email } });
  return ref.id;
}
