import { type DecisionRow, listDecisions as findDecisions } from "@/db/queries/decisions";
import { loadMatchWorld } from "@/db/queries/match-world";
import { loadLinks } from "@/db/queries/record-links";
import {
  type LogResult,
  type LogRow,
  readLogCursor,
  type SyncLogPage,
  writeLogCursor,
} from "@/lib/domain/calendar/sync-log";
import { canonicalAddress, isInternal, type MatchWorld } from "@/lib/domain/records/match";
import { type Ctx, currentUser, inTransaction } from "../context";

export type ListDecisions = {
  q?: string;
  result?: LogResult | null;
  /** Only the events that feed this meeting. */
  meetingId?: string | null;
  cursor?: string | null;
};

const PAGE_SIZE = 50;
const MOST_WORDS = 8;

/**
 * A page of "Why is it here, or missing?" (RULES N1): every event of the signed-in person's own calendars that was
 * considered, newest first. Nobody else's, whoever asks, administrators included.
 */
export async function listDecisions(ctx: Ctx, asked: ListDecisions): Promise<SyncLogPage> {
  const user = currentUser(ctx);
  const filter = {
    words: wordsOf(asked.q ?? ""),
    result: asked.result ?? null,
    meetingId: asked.meetingId ?? null,
  };
  const place = { cursor: readLogCursor(asked.cursor ?? null), limit: PAGE_SIZE + 1 };
  return inTransaction(ctx, async (tx) => {
    const found = await findDecisions(tx, ctx.accountId, user.id, filter, place);
    const page = found.slice(0, PAGE_SIZE);
    const last = page.at(-1);
    const isMore = found.length > PAGE_SIZE && last;
    return {
      rows: await withContacts(ctx, page),
      nextCursor: isMore
        ? writeLogCursor({ at: last.decidedAt, connectionId: last.connectionId, id: last.eventId })
        : null,
    };
  });
}

const wordsOf = (q: string): string[] =>
  [...new Set(q.slice(0, 200).split(/\s+/).filter(Boolean))].slice(0, MOST_WORDS);

/** Somebody may have become a contact since, or one of ours: then there is nobody to create. */
function withContacts(ctx: Ctx, page: readonly DecisionRow[]): Promise<LogRow[]> {
  return inTransaction(ctx, async (tx) => {
    const emails = page.flatMap((row) => (row.result === "no-match" ? row.strangers : []));
    const world = await loadMatchWorld(tx, ctx.accountId, emails);
    const ids = world.contacts.map((contact) => contact.id);
    const links = await loadLinks(tx, ctx.accountId, ids, ctx.now().slice(0, 10));
    return page.map((row) => ({ ...row, strangers: strangersOf(row, world, links) }));
  });
}

function strangersOf(
  row: DecisionRow,
  world: MatchWorld,
  links: ReadonlyMap<string, { name: string }>,
): LogRow["strangers"] {
  if (row.result !== "no-match") return [];
  const outside = row.strangers.filter((email) => !isInternal(email, world));
  return outside.map((email) => {
    const address = canonicalAddress(email);
    const contact = world.contacts.find((one) => canonicalAddress(one.email) === address);
    return {
      email,
      contact: contact ? { id: contact.id, name: links.get(contact.id)?.name ?? email } : null,
    };
  });
}
