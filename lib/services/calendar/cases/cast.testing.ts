import type { SessionUser } from "@/lib/domain/accounts/user";
import type { ConnectionState } from "@/lib/domain/calendar/connection";
import type { RecordRef } from "@/lib/domain/records/record";
import type { SandboxPerson } from "@/lib/sandbox/google/people";
import { type CalendarWorld, connectionOf } from "../../testing/calendar-world";
import { insertContact, insertUser } from "../../testing/story";
import { finishConnect } from "../finish-connect";
import { startConnect } from "../start-connect";
import { syncCalendar } from "../sync";

/** A user of the account, with a calendar at the provider under test. */
export type Rep = {
  user: SessionUser;
  email: string;
  /** Consents and starts, without reading anything yet. */
  connect(as?: { account?: string; now?: string }): Promise<string>;
  /** Reads the calendar once; nothing while it is not connected. */
  pull(): Promise<void>;
  /** How the connection does; null while there is none. */
  state(): Promise<ConnectionState | null>;
};

export type Contact = { email: string; ref: RecordRef };

/** The addresses of a case's people, so that no two cases meet in a calendar or on a timeline. */
export const castOf = (no: number) => ({
  mia: `mia${no}@acme.test`,
  bob: `bob${no}@acme.test`,
  lee: `lee@client${no}.test`,
  zoe: `zoe@client${no}.test`,
});

/** Everybody of these cases, for the sandboxes to know. */
export function peopleOf(numbers: readonly number[]): SandboxPerson[] {
  return numbers.flatMap((no) => {
    const { mia, bob, lee, zoe } = castOf(no);
    return [
      { email: mia, name: "Mia Berg", timeZone: "Europe/Berlin", role: "rep" as const },
      { email: bob, name: "Bob Ray", timeZone: "Europe/London", role: "rep" as const },
      { email: lee, name: "Lee Park", timeZone: "America/New_York", role: "guest" as const },
      { email: zoe, name: "Zoe Lund", timeZone: "UTC", role: "guest" as const },
    ];
  });
}

/** A user with a calendar of their own, not connected yet. */
export async function repOf(
  world: CalendarWorld,
  name: string,
  email: string,
  role: "admin" | "member",
): Promise<Rep> {
  const user = await world.inAccount((tx) => insertUser(tx, world.accountId, { name, email, role }));
  const ctx = world.ctxOf(user);
  return {
    user,
    email,
    async connect({ account = email, now } = {}) {
      const { provider } = world.desk;
      const start = await startConnect(ctx, { provider, intent: "connect", returnTo: "/settings" });
      if (!start.ok) return start.result;
      const back = await world.desk.walk(start.url, { account });
      const at = now ? { ...ctx, now: () => now } : ctx;
      return (await finishConnect(at, provider, start.sealedFlow, back.searchParams)).result;
    },
    async pull() {
      const connection = await connectionOf(ctx, user);
      if (connection) await syncCalendar(ctx, connection.id);
    },
    async state() {
      const connection = await connectionOf(ctx, user);
      return connection && !connection.disconnectedAt ? connection.state : null;
    },
  };
}

/** A contact of the account. */
export async function contactOf(world: CalendarWorld, firstName: string, email: string): Promise<Contact> {
  const ref = await world.inAccount((tx) => insertContact(tx, world.accountId, { firstName, email }));
  return { email, ref };
}
