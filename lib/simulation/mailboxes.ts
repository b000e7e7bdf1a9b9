import type { ProviderName } from "@/lib/domain/calendar/connection";
import { finishConnect } from "@/lib/services/calendar/finish-connect";
import { startConnect } from "@/lib/services/calendar/start-connect";
import { userCtx } from "@/lib/services/wiring";
import type { Facts, Mailbox } from "./event-state";
import type { AccountFacts, Scene } from "./scene";
import { userOf } from "./scene";

/** A user's calendar as the history knows it: since when, and whether it is connected now. */
export type KnownMailbox = Mailbox & {
  account: AccountFacts;
  userId: string;
  isLive: boolean;
  isSyncing: boolean;
};

/**
 * Connects a user's calendar at the app their account has, or installs it with `install`. The same calendar goes on where it
 * was (RULES C6); a new one counts from now, by the provider's clock, which tells whole seconds.
 */
export async function connect(
  scene: Scene,
  known: KnownMailbox[],
  email: string,
  install: ProviderName | null,
): Promise<string> {
  const { account, user } = userOf(scene, email);
  const provider = install ?? account.provider;
  if (!provider) return "not-installed";
  const ctx = userCtx(user);
  const intent = install ? "install" : "connect";
  const start = await startConnect(ctx, { provider, intent, returnTo: "/settings/general/calendar" });
  if (!start.ok) return start.result;
  const back = await scene.stage.desks[provider].consent(start.url, email);
  const since = new Date(Math.floor(scene.stage.clock.now() / 1000) * 1000).toISOString();
  const { result } = await finishConnect(ctx, provider, start.sealedFlow, back.searchParams);
  if (!["installed", "connected", "switched"].includes(result)) return result;
  if (install) account.provider = install;
  const connectionId = await idOf(scene, account, user.id);
  for (const each of known) if (each.userId === user.id) each.isLive = each.connectionId === connectionId;
  if (!known.some((each) => each.connectionId === connectionId))
    known.push({
      connectionId,
      provider,
      email,
      since,
      account,
      userId: user.id,
      isLive: true,
      isSyncing: true,
    });
  return result;
}

async function idOf({ stage }: Scene, account: AccountFacts, userId: string): Promise<string> {
  const [row] = await stage.owner<{ id: string }[]>`
    select id from calendar_connections
    where account_id = ${account.id} and user_id = ${userId} and disconnected_at is null`;
  if (!row) throw new Error("connected, and yet no connection");
  return row.id;
}

/** What the policy has to know about an account at the moment of a look at `mailbox`. */
export function factsFor(mailbox: KnownMailbox, known: readonly KnownMailbox[], now: string): Facts {
  const { account } = mailbox;
  return {
    contacts: new Set(account.contacts.keys()),
    merged: new Map([...account.merged].filter(([former]) => !account.contacts.has(former))),
    inside: (email) => isInside(account, email),
    groups: account.groups,
    now,
    wantsAllDay: account.allDay.has(mailbox.email),
    live: new Set(known.filter((each) => each.isLive).map((each) => each.connectionId)),
  };
}

/** RULES I3: whose address never makes a meeting a contact's. */
export function isInside(account: AccountFacts, email: string): boolean {
  const domain = email.split("@")[1] ?? "";
  return (
    domain === account.domain ||
    account.connectedDomains.has(domain) ||
    account.denied.has(domain) ||
    account.users.some((user) => user.email === email)
  );
}
