import type { ForeignMail } from "../desk/foreign-mail";
import type { InFlight } from "../desk/in-flight";
import { findPerson, type SandboxPerson } from "../google/people";
import type { RequestLog } from "../google/request-log";
import type { SigningKey } from "../google/signing";
import type { NotificationPost } from "./notification-post";
import type { Store } from "./store";
import type { Troubles } from "./trouble";

/** What every part of the sandbox may reach. One per running server. */
export type World = {
  store: Store;
  people: SandboxPerson[];
  origin: string;
  clientId: string;
  clientSecret: string;
  /** The directory the client is registered in. */
  tenant: string;
  backUrl: string | undefined;
  /** Origin of the other provider's sandbox. */
  neighbour: string | undefined;
  assetsDir: string;
  /** Epoch milliseconds. */
  now: () => number;
  key: SigningKey;
  trouble: Troubles;
  notifications: NotificationPost;
  foreignMail: ForeignMail;
  /** Every call of the API, by mailbox. */
  inFlight: InFlight;
  /** Only the calls Exchange limits, by client and mailbox. */
  mailboxCalls: InFlight;
  requests: RequestLog;
};

/** The zone of a person's mailbox; UTC for addresses without an account. */
export function zoneOf(world: Pick<World, "people">, email: string): string {
  return findPerson(world.people, email)?.timeZone ?? "UTC";
}
