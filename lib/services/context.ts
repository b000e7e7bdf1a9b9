import type { Logger } from "pino";
import { type Db, inAccount, type Tx } from "@/db/client";
import type { SessionUser } from "@/lib/domain/accounts/user";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { LedgerLine } from "@/lib/domain/calendar/ledger";
import type { CalendarProvider, CalendarWriter } from "@/lib/domain/calendar/provider";
import { AppError } from "@/lib/domain/errors";
import type { Instant } from "@/lib/domain/time/instant";

/** Who does it: a person, or a part of the system on the account's behalf. */
export type Actor = { kind: "user"; user: SessionUser } | { kind: "system"; part: string };

/** Everything a verb may reach. The account comes from the session or from the row a job was made for, never from input. */
export type Ctx = {
  actor: Actor;
  accountId: string;
  db: Db;
  now(): Instant;
  log: Logger;
  providers: Providers;
  /** Set inside `inTransaction`: a verb that calls another verb shares one transaction. */
  tx?: Tx;
};

/** The providers this server has client settings for. What writes is handed out for a line of the ledger alone (RULES O6). */
export type Providers = {
  get(name: ProviderName): CalendarProvider;
  writer(name: ProviderName, line: LedgerLine): CalendarWriter;
  has(name: ProviderName): boolean;
};

/** Runs `work` in one transaction scoped to the account; joins the one that is open already. */
export function inTransaction<T>(ctx: Ctx, work: (tx: Tx, ctx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.tx) return work(ctx.tx, ctx);
  return inAccount(ctx.db, ctx.accountId, (tx) => work(tx, { ...ctx, tx }));
}

/** The signed-in person. Throws `unauthenticated` for work that nobody in particular does. */
export function currentUser(ctx: Ctx): SessionUser {
  if (ctx.actor.kind !== "user") throw new AppError("unauthenticated", "Sign in first.");
  return ctx.actor.user;
}

/** Refuses people who may only read (RULES section 7). */
export function mayWrite(ctx: Ctx): void {
  if (ctx.actor.kind === "user" && ctx.actor.user.role === "viewer") {
    throw new AppError(
      "forbidden",
      "You may read records but not change them. Ask an administrator for more.",
    );
  }
}

/** Refuses everyone but administrators (RULES section 7). */
export function mustBeAdmin(ctx: Ctx): SessionUser {
  const user = currentUser(ctx);
  if (user.role !== "admin") throw new AppError("forbidden", "Only an administrator may do this.");
  return user;
}
