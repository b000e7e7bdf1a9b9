import { drizzle } from "drizzle-orm/postgres-js";
import type { Sql, TransactionSql } from "postgres";
import type { Db } from "@/db/client";
import type { Ctx } from "@/lib/services/context";

/** The process that ran this was killed: nothing after it happens. */
export class Killed extends Error {
  override readonly name = "Killed";
}

/**
 * What happens to one piece of work between two of its effects (a query, a commit, a call): nothing, an end without a word
 * before the effect of that number, or a cut of all database connections.
 */
export class Fate {
  effects = 0;
  isDead = false;
  hasStruck = false;
  /** Settles once the blow and what it shook are over. */
  aftermath: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly at: number | null = null,
    private readonly strike: "kill" | (() => Promise<unknown>) = "kill",
    private readonly told: () => void = () => undefined,
  ) {}

  /** To be called before each effect. Throws `Killed` once and for all when the time has come. */
  step(): void {
    if (this.isDead) throw new Killed("killed");
    this.effects += 1;
    if (this.effects !== this.at) return;
    this.hasStruck = true;
    this.told();
    if (this.strike !== "kill") {
      this.aftermath = this.strike();
      return;
    }
    this.isDead = true;
    throw new Killed("killed");
  }
}

/** The same context, whose database and providers obey `fate`. */
export const subjectTo = (fate: Fate, ctx: Ctx): Ctx => ({
  ...ctx,
  db: mortalDb(fate, ctx.db),
  providers: mortalProviders(fate, ctx.providers),
});

function mortalDb(fate: Fate, db: Db): Db {
  const client = db.$client;
  const begin = async (work: (sql: TransactionSql) => unknown): Promise<unknown> => {
    fate.step();
    const result = await client.begin(async (sql) => {
      const done = await work(mortalSql(fate, sql));
      // Before the commit; and one that was killed inside never commits.
      fate.step();
      return done;
    });
    fate.step();
    return result;
  };
  const proxy = new Proxy(mortalSql(fate, client), {
    get: (target, name, receiver) => (name === "begin" ? begin : Reflect.get(target, name, receiver)),
  });
  return drizzle(proxy);
}

function mortalSql<S extends Sql | TransactionSql>(fate: Fate, sql: S): S {
  return new Proxy(sql, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (name !== "unsafe") return value;
      return (...given: unknown[]): unknown => {
        fate.step();
        return (value as (...given: unknown[]) => unknown).apply(target, given);
      };
    },
  });
}

type Method = (...given: unknown[]) => unknown;

/** Whoever is handed out by the registry obeys as well. */
function mortalProviders<P extends object>(fate: Fate, registry: P): P {
  return new Proxy(registry, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== "function") return value;
      return (...given: unknown[]): unknown => {
        const handed = (value as Method).apply(target, given);
        return typeof handed === "object" && handed !== null ? mortalCalls(fate, handed) : handed;
      };
    },
  });
}

function mortalCalls<P extends object>(fate: Fate, provider: P): P {
  return new Proxy(provider, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== "function") return value;
      return (...given: unknown[]): unknown => {
        fate.step();
        const answer = (value as Method).apply(target, given);
        if (answer instanceof Promise) return around(fate, answer);
        return isPages(answer) ? eachAfter(fate, answer) : answer;
      };
    },
  });
}

const isPages = (answer: unknown): answer is AsyncIterable<unknown> =>
  typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer;

/** The call was made; whoever made it may not live to see the answer. */
async function around(fate: Fate, answer: Promise<unknown>): Promise<unknown> {
  const result = await answer;
  fate.step();
  return result;
}

async function* eachAfter(fate: Fate, pages: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  for await (const page of pages) {
    fate.step();
    yield page;
  }
}
