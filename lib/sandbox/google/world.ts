import { createHash } from "node:crypto";
import type { ForeignMail } from "../desk/foreign-mail";
import type { InFlight } from "../desk/in-flight";
import type { ChannelPost } from "./channel-post";
import { findPerson, type SandboxPerson } from "./people";
import type { RequestLog } from "./request-log";
import type { SigningKey } from "./signing";
import type { Store } from "./store";
import type { Troubles } from "./trouble";

/** What every part of the sandbox may reach. One per running server. */
export type World = {
  store: Store;
  people: SandboxPerson[];
  origin: string;
  clientId: string;
  clientSecret: string;
  backUrl: string | undefined;
  /** Origin of the other provider's sandbox. */
  neighbour: string | undefined;
  assetsDir: string;
  now: () => number;
  key: SigningKey;
  trouble: Troubles;
  channels: ChannelPost;
  foreignMail: ForeignMail;
  /** Every call of the API, by mailbox. */
  inFlight: InFlight;
  requests: RequestLog;
};

/** The zone of a person's calendar; UTC for addresses without an account. */
export function zoneOf(world: Pick<World, "people">, email: string): string {
  return findPerson(world.people, email)?.timeZone ?? "UTC";
}

/** A short stable digest for ids that must look opaque. */
export function opaqueId(...parts: string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 27);
}
