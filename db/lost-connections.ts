import type { Sql, TransactionSql } from "postgres";

/** What has become of a transaction's connection, seen from the work that still runs in it. */
type Fate = { begun: boolean; lost: boolean; whenLost: Promise<void> };
type Work = (sql: TransactionSql) => unknown;

/**
 * Lets a pool survive connections that end inside a transaction. postgres.js 3.4 then still sends ROLLBACK or COMMIT, to a
 * socket that is null, from a timer where nobody can catch it: the whole process would end with a TypeError.
 * The transaction rejects as before; its work is simply never answered again.
 *
 * The driver also keeps the server's farewell to a connection that was cut in the middle of a query, and answers the first query
 * after it has connected anew with it, long after the outage. A transaction whose work has not begun is begun again then.
 */
export function survivingLostConnections(client: Sql): Sql {
  const begin = client.begin.bind(client) as (work: Work) => Promise<unknown>;
  const sturdy = async (work: Work): Promise<unknown> => {
    for (let left = client.options.max; ; left -= 1) {
      const { transaction, fate } = open(begin, work);
      try {
        return await transaction;
      } catch (error) {
        if (fate.begun || left === 0 || !isFarewell(error)) throw error;
      }
    }
  };
  return Object.assign(client, { begin: sturdy });
}

function open(begin: (work: Work) => Promise<unknown>, work: Work) {
  let tellLost: () => void = () => undefined;
  const fate: Fate = {
    begun: false,
    lost: false,
    whenLost: new Promise((resolve) => (tellLost = resolve)),
  };
  const transaction = begin((sql) => {
    fate.begun = true;
    return untilLost(fate, () => work(guarded(sql, fate)));
  });
  // While the work still runs, the connection's end is the only thing that can settle the transaction.
  transaction.catch(() => {
    fate.lost = true;
    tellLost();
  });
  return { transaction, fate };
}

/** 57P01 and 57P02: the server ended the connection itself (postgresql.org/docs/current/errcodes-appendix.html). */
const isFarewell = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^57P0[12]$/.test(String(error.code));

/** The work's own outcome, or none at all once the connection is lost, so that no COMMIT or ROLLBACK follows. */
async function untilLost(fate: Fate, work: () => unknown): Promise<unknown> {
  try {
    const result = await work();
    return fate.lost ? await never : result;
  } catch (error) {
    // The failed query is told before the transaction is; and a server that shuts down says so before it hangs up.
    await (looksLost(error) ? Promise.race([fate.whenLost, pause(GRACE_MS)]) : pause(0));
    if (fate.lost) await never;
    throw error;
  }
}

const GRACE_MS = 1_000;
const never = new Promise<never>(() => undefined);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The transaction's client, which refuses queries once the connection is lost and guards savepoints in the same way. */
function guarded(sql: TransactionSql, fate: Fate): TransactionSql {
  return new Proxy(sql, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (name === "unsafe") return refusingWhenLost(value as (...args: unknown[]) => unknown, fate);
      if (name !== "savepoint") return value;
      return (work: Work) => target.savepoint((inner) => untilLost(fate, () => work(guarded(inner, fate))));
    },
  });
}

function refusingWhenLost(query: (...args: unknown[]) => unknown, fate: Fate) {
  return (...args: unknown[]): unknown => {
    if (!fate.lost) return query(...args);
    throw Object.assign(new Error("the connection of this transaction is gone"), {
      code: "CONNECTION_CLOSED",
    });
  };
}

const lostCodes = /^(CONNECTION_\w+|57P0\d|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** Whether a failure means that the connection to the database is gone, as opposed to a query that was refused. */
export function looksLost(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ("code" in at && lostCodes.test(String(at.code))) return true;
  }
  return false;
}
