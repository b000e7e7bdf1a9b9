import { findPerson, type SandboxPerson } from "../google/people";
import type { RequestLog } from "../google/request-log";
import type { SigningKey } from "../google/signing";
import type { ForeignMail } from "./foreign-mail";
import type { InFlight } from "./in-flight";
import type { NotificationPost } from "./notification-post";
import type { Store } from "./store";
import type { TroubleBox } from "./trouble";

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
  assetsDir: string;
  /** Epoch milliseconds. */
  now: () => number;
  key: SigningKey;
  trouble: TroubleBox;
  notifications: NotificationPost;
  foreignMail: ForeignMail;
  inFlight: InFlight;
  requests: RequestLog;
};

/** The zone of a person's mailbox; UTC for addresses without an account. */
export function zoneOf(world: Pick<World, "people">, email: string): string {
  return findPerson(world.people, email)?.timeZone ?? "UTC";
}
