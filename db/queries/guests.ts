import { sql } from "drizzle-orm";
import type { SharedGuest } from "@/lib/domain/meetings/from-event";
import type { Tx } from "../client";
import { attendees } from "../schema/meetings";
import { insertRows, textRows, texts } from "./rows";

/** Whose an address is, in lower case; of contacts only those `among` whom the meeting is for. */
export type KnownPeople = {
  contactOf(email: string, among: ReadonlySet<string>): string | null;
  userIds: ReadonlyMap<string, string>;
};

/** `contactIds`: the contacts whose timelines the meeting is on because they take part; nobody else is one in its list. */
export type GuestList = {
  meetingId: string;
  guests: readonly SharedGuest[];
  contactIds: readonly string[];
};

/** Makes the guest lists exactly these. */
export async function writeGuests(
  tx: Tx,
  accountId: string,
  lists: readonly GuestList[],
  people: KnownPeople,
): Promise<void> {
  await dropOthers(tx, accountId, lists);
  const rows = lists.flatMap((list) => rowsOf(accountId, list, people));
  await insertRows(
    tx,
    attendees,
    rows,
    sql`on conflict (account_id, meeting_id, email) do update set
      name = excluded.name, reply = excluded.reply, organizer = excluded.organizer, optional = excluded.optional,
      contact_id = excluded.contact_id, user_id = excluded.user_id`,
  );
}

function rowsOf(
  accountId: string,
  { meetingId, guests, contactIds }: GuestList,
  people: KnownPeople,
): (typeof attendees.$inferInsert)[] {
  // Of two addresses of one contact the first stands for them.
  const open = new Set(contactIds);
  return guests.map((guest) => {
    const contactId = people.contactOf(guest.email, open);
    return {
      accountId,
      meetingId,
      email: guest.email,
      name: guest.name,
      reply: guest.reply,
      organizer: guest.organizer,
      optional: guest.optional,
      contactId: contactId !== null && open.delete(contactId) ? contactId : null,
      userId: people.userIds.get(guest.email) ?? null,
    };
  });
}

async function dropOthers(tx: Tx, accountId: string, lists: readonly GuestList[]): Promise<void> {
  if (lists.length === 0) return;
  const kept = lists.flatMap(({ meetingId, guests }) => guests.map(({ email }) => ({ meetingId, email })));
  await tx.execute(sql`
    delete from attendees
    where account_id = ${accountId} and meeting_id = any(${texts(lists.map(({ meetingId }) => meetingId))}::uuid[])
      and not exists (
        select from ${textRows(kept, ["meetingId", "email"])}
        where wanted."meetingId" = attendees.meeting_id::text and wanted.email = attendees.email)`);
}
