import { MAX_ASKED, MAX_COLUMNS } from "@/lib/domain/availability/inputs";
import type { MeetingForm } from "@/lib/domain/meetings/form";

/** Somebody with a column of their own: the host, and every guest who is a teammate. */
export type DayPerson = { userId: string; email: string; name: string; isHost: boolean };

type Guests = MeetingForm["attendees"];

/** Whose days to ask for, the host first, then known teammates. A typed address, and a contact's, may be a teammate's too. */
export function whomToAsk(host: { id: string }, attendees: Guests): string[] {
  const teammates = attendees.flatMap(({ userId }) => userId ?? []);
  const others = attendees.filter(({ userId }) => userId === null).map(({ email }) => email);
  return [...new Set([host.id, ...teammates, ...others])].slice(0, MAX_ASKED);
}

/**
 * Whose columns are shown, the host's first, and how many more there would be. A teammate who was invited by address alone is
 * known as one once the server has answered.
 */
export function dayPeople(
  host: { id: string; email: string },
  attendees: Guests,
  told: readonly { userId: string; email: string; name: string }[],
): { people: DayPerson[]; more: number } {
  const all = new Map<string, DayPerson>();
  all.set(host.id, { userId: host.id, email: host.email, name: "You", isHost: true });
  for (const guest of attendees) {
    const known = told.find(({ email }) => email === guest.email);
    const userId = guest.userId ?? known?.userId;
    const name = known?.name ?? (guest.name || guest.email);
    if (userId && !all.has(userId)) all.set(userId, { userId, email: guest.email, name, isHost: false });
  }
  return { people: [...all.values()].slice(0, MAX_COLUMNS), more: Math.max(0, all.size - MAX_COLUMNS) };
}
