import { listSetAside } from "@/db/queries/event-hints";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import type { LookUp } from "@/lib/domain/calendar/provider";
import { MOST_SET_ASIDE, mayBeOneEvents } from "@/lib/domain/calendar/unreadable";
import { inTransaction } from "../context";
import type { Round } from "./round";

/**
 * What these events are now. One that cannot be read while its calendar answers otherwise must not hold up all others: after
 * minutes of it, it is found by asking in ever smaller parts, and set aside (RULES section 9). From then on it is asked for
 * alone, and is left out of the answer for as long as that fails.
 */
export async function lookUp(round: Round, hints: readonly LookUp[]): Promise<CalendarChange[]> {
  if (hints.length === 0) return [];
  const { ctx, connection } = round;
  const ids = hints.map(({ id }) => id);
  const aside = await inTransaction(ctx, (tx) => listSetAside(tx, ctx.accountId, connection.id, ids));
  const plain = hints.filter(({ id }) => !aside.has(id));
  const found = plain.length === 0 ? [] : await readAll(round, plain);
  for (const hint of hints.filter(({ id }) => aside.has(id))) found.push(...(await readAlone(round, hint)));
  return found;
}

async function readAll(round: Round, hints: readonly LookUp[]): Promise<CalendarChange[]> {
  const { provider, access, connection } = round;
  try {
    return await provider.lookUp(access, hints);
  } catch (error) {
    if (!mayBeOneEvents(error, connection.failures)) throw error;
    return readApart(round, hints, error);
  }
}

/** Halves, until what fails is a single event. */
async function readApart(round: Round, hints: readonly LookUp[], error: unknown): Promise<CalendarChange[]> {
  const [only] = hints;
  if (hints.length === 1 && only) return setAside(round, only, error);
  const middle = Math.ceil(hints.length / 2);
  const first = await readAll(round, hints.slice(0, middle));
  return [...first, ...(await readAll(round, hints.slice(middle)))];
}

async function readAlone(round: Round, hint: LookUp): Promise<CalendarChange[]> {
  const { provider, access } = round;
  try {
    return await provider.lookUp(access, [hint]);
  } catch (error) {
    if (!mayBeOneEvents(error, Number.POSITIVE_INFINITY)) throw error;
    return round.unreadable.has(hint.id) ? [] : setAside(round, hint, error);
  }
}

/** The calendar has to answer otherwise, and for most of its events: else nothing is about the one. */
async function setAside(round: Round, hint: LookUp, error: unknown): Promise<CalendarChange[]> {
  const { ctx, provider, access, connection, unreadable } = round;
  if (unreadable.size >= MOST_SET_ASIDE) throw error;
  if (unreadable.size === 0) await provider.serverTime(access);
  unreadable.add(hint.id);
  ctx.log.warn({ connectionId: connection.id, eventId: hint.id, err: error }, "event could not be read");
  return [];
}
