import { and, eq, notInArray, sql } from "drizzle-orm";
import type { SharedGuest } from "@/lib/domain/meetings/from-event";
import type { Tx } from "../client";
import { attendees } from "../schema/meetings";

/** Who of the guests is known to us; each maps an address in lower case to an id. */
export type KnownPeople = { contactIds: ReadonlyMap<string, string>; userIds: ReadonlyMap<string, string> };

/** Makes the guest list exactly `guests`. */
export async function writeGuests(
  tx: Tx,
  accountId: string,
  meetingId: string,
  guests: readonly SharedGuest[],
  people: KnownPeople,
): Promise<void> {
  const emails = guests.map((guest) => guest.email);
  const own = and(eq(attendees.accountId, accountId), eq(attendees.meetingId, meetingId));
  await tx.delete(attendees).where(emails.length > 0 ? and(own, notInArray(attendees.email, emails)) : own);
  if (guests.length === 0) return;
  await tx
    .insert(attendees)
    .values(
      guests.map((guest) => ({
        accountId,
        meetingId,
        ...guest,
        contactId: people.contactIds.get(guest.email) ?? null,
        userId: people.userIds.get(guest.email) ?? null,
      })),
    )
    .onConflictDoUpdate({
      target: [attendees.accountId, attendees.meetingId, attendees.email],
      set: {
        name: sql`excluded.name`,
        reply: sql`excluded.reply`,
        organizer: sql`excluded.organizer`,
        optional: sql`excluded.optional`,
        contactId: sql`excluded.contact_id`,
        userId: sql`excluded.user_id`,
      },
    });
}
