import { sql } from "drizzle-orm";
import type { SharedGuest } from "@/lib/domain/meetings/from-event";
import type { Tx } from "../client";
import { attendees } from "../schema/meetings";
import { insertRows, textRows, texts } from "./rows";

/** Who of the guests is known to us; each maps an address in lower case to an id. */
export type KnownPeople = { contactIds: ReadonlyMap<string, string>; userIds: ReadonlyMap<string, string> };

export type GuestList = { meetingId: string; guests: readonly SharedGuest[] };

/** Makes the guest lists exactly these. */
export async function writeGuests(
  tx: Tx,
  accountId: string,
  lists: readonly GuestList[],
  people: KnownPeople,
): Promise<void> {
  await dropOthers(tx, accountId, lists);
  const rows = lists.flatMap(({ meetingId, guests }) =>
    guests.map((guest) => ({
      accountId,
      meetingId,
      email: guest.email,
      name: guest.name,
      reply: guest.reply,
      organizer: guest.organizer,
      optional: guest.optional,
      contactId: people.contactIds.get(guest.email) ?? null,
      userId: people.userIds.get(guest.email) ?? null,
    })),
  );
  await insertRows(
    tx,
    attendees,
    rows,
    sql`on conflict (account_id, meeting_id, email) do update set
      name = excluded.name, reply = excluded.reply, organizer = excluded.organizer, optional = excluded.optional,
      contact_id = excluded.contact_id, user_id = excluded.user_id`,
  );
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
