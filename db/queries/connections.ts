import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { ConnectionState, Mend, ProviderName } from "@/lib/domain/calendar/connection";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { calendarConnections as table } from "../schema/calendars";

/** A connection without its tokens. */
export type Connection = {
  id: string;
  userId: string;
  provider: ProviderName;
  subject: string;
  email: string;
  zone: string;
  state: ConnectionState;
  reason: string | null;
  mend: Mend | null;
  syncing: boolean;
  seen: number | null;
  consentClaims: string | null;
  cursor: string | null;
  activeSince: Instant;
  connectedAt: Instant;
  disconnectedAt: Instant | null;
  lastPullAt: Instant | null;
  lastChangeAt: Instant | null;
  watchedUntil: Instant | null;
  pausedUntil: Instant | null;
  failures: number;
  recentLags: number[];
};

const columns = {
  id: table.id,
  userId: table.userId,
  provider: table.provider,
  subject: table.subject,
  email: table.email,
  zone: table.zone,
  state: table.state,
  reason: table.reason,
  mend: table.mend,
  syncing: table.syncing,
  seen: table.seen,
  consentClaims: table.consentClaims,
  cursor: table.cursor,
  activeSince: table.activeSince,
  connectedAt: table.connectedAt,
  disconnectedAt: table.disconnectedAt,
  lastPullAt: table.lastPullAt,
  lastChangeAt: table.lastChangeAt,
  watchedUntil: table.watchedUntil,
  pausedUntil: table.pausedUntil,
  failures: table.failures,
  recentLags: table.recentLags,
};

const own = (accountId: string, id: string) => and(eq(table.accountId, accountId), eq(table.id, id));

export async function findConnection(tx: Tx, accountId: string, id: string): Promise<Connection | null> {
  const [row] = await tx.select(columns).from(table).where(own(accountId, id)).limit(1);
  return row ?? null;
}

/** A user's connection that stands now, in whatever state. */
export async function findConnectionOfUser(
  tx: Tx,
  accountId: string,
  userId: string,
): Promise<Connection | null> {
  const [row] = await tx
    .select(columns)
    .from(table)
    .where(and(eq(table.accountId, accountId), eq(table.userId, userId), isNull(table.disconnectedAt)))
    .limit(1);
  return row ?? null;
}

/** Every connection there is or was, of one user or of all, by id. */
export async function listConnectionIds(tx: Tx, accountId: string, userId: string | null): Promise<string[]> {
  const rows = await tx
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.accountId, accountId), userId === null ? undefined : eq(table.userId, userId)));
  return rows.map((row) => row.id);
}

/** The user's earlier or present connection to this very provider account. */
export async function findConnectionOfSubject(
  tx: Tx,
  accountId: string,
  userId: string,
  provider: ProviderName,
  subject: string,
): Promise<Connection | null> {
  const [row] = await tx
    .select(columns)
    .from(table)
    .where(
      and(
        eq(table.accountId, accountId),
        eq(table.userId, userId),
        eq(table.provider, provider),
        eq(table.subject, subject),
      ),
    )
    .orderBy(sql`${table.disconnectedAt} is null desc, ${table.connectedAt} desc`)
    .limit(1);
  return row ?? null;
}

/** Whether a teammate has this very provider account connected now. */
export async function isSubjectTaken(
  tx: Tx,
  accountId: string,
  userId: string,
  provider: ProviderName,
  subject: string,
): Promise<boolean> {
  const [row] = await tx
    .select({ id: table.id })
    .from(table)
    .where(
      and(
        eq(table.accountId, accountId),
        ne(table.userId, userId),
        eq(table.provider, provider),
        eq(table.subject, subject),
        isNull(table.disconnectedAt),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** Makes other transactions that store a connection of this user wait until this one ends. */
export async function lockConnectionsOf(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`connections:${userId}`}, 0))`);
}

/** Everyone's connection to a provider that stands now. */
export function listConnections(tx: Tx, accountId: string): Promise<Connection[]> {
  return tx
    .select(columns)
    .from(table)
    .where(and(eq(table.accountId, accountId), isNull(table.disconnectedAt)));
}

export type NewConnection = Pick<
  Connection,
  "id" | "userId" | "provider" | "subject" | "email" | "zone" | "activeSince" | "connectedAt"
> & { sealed: string; scopes: string };

export async function insertConnection(tx: Tx, accountId: string, connection: NewConnection): Promise<void> {
  const { sealed, ...rest } = connection;
  await tx.insert(table).values({ accountId, ...rest, credentials: sealed, state: "catching-up", seen: 0 });
}

/** The same provider account again: its cursor and its `activeSince` go on where they were (RULES C6). */
export async function resumeConnection(
  tx: Tx,
  accountId: string,
  id: string,
  grant: { email: string; sealed: string; scopes: string },
): Promise<void> {
  await tx
    .update(table)
    .set({
      email: grant.email,
      credentials: grant.sealed,
      credentialsVersion: sql`${table.credentialsVersion} + 1`,
      scopes: grant.scopes,
      state: "catching-up",
      seen: 0,
      reason: null,
      mend: null,
      consentClaims: null,
      disconnectedAt: null,
      pausedUntil: null,
      failures: 0,
    })
    .where(own(accountId, id));
}

/** Forgets the tokens; everything else stays (RULES C6). */
export async function endConnection(tx: Tx, accountId: string, id: string, now: Instant): Promise<void> {
  await tx
    .update(table)
    .set({
      credentials: null,
      disconnectedAt: now,
      state: "disconnected",
      reason: null,
      mend: null,
      seen: null,
      consentClaims: null,
      pausedUntil: null,
    })
    .where(own(accountId, id));
}
