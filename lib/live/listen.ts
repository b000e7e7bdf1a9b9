import postgres, { type Options, type PostgresType, type Sql } from "postgres";
import { z } from "zod";
import { liveKinds } from "@/lib/domain/live";
import type { Logger } from "@/lib/log";
import type { LiveHub } from "./hub";

const channel = "almanac_live";
const RETRY_MS = 1_000;

const message = z.object({
  accountId: z.uuid(),
  what: z.enum(liveKinds),
  records: z.array(z.string()),
  userId: z.string().optional(),
});

export type Listening = { stop(): Promise<void> };

/**
 * Keeps one connection on LISTEN and hands what it hears to the hub. After an outage it listens again and makes every
 * page catch up, since notifications sent meanwhile are gone.
 */
export function listen(url: string, hub: LiveHub, log: Logger): Listening {
  let stopped = false;
  let heard = false;
  let retry: NodeJS.Timeout | undefined;
  const sql = open(url, hub, () => {
    // A try that fails ends a connection too; it has its own next try.
    if (heard) schedule(0);
    heard = false;
  });
  const schedule = (ms: number): void => {
    clearTimeout(retry);
    if (!stopped) retry = setTimeout(attempt, ms);
  };
  const attempt = async (): Promise<void> => {
    try {
      await sql.unsafe(`listen ${channel}`);
      heard = true;
      hub.greetAll();
      log.debug({ channel }, "listening");
    } catch (error) {
      log.warn({ err: error }, "cannot listen for changes; trying again");
      schedule(RETRY_MS);
    }
  };
  schedule(0);
  return {
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await sql.end({ timeout: 1 });
    },
  };
}

function open(url: string, hub: LiveHub, onLost: () => void): Sql {
  const options: Options<Record<string, PostgresType>> & { onnotify: (name: string, text: string) => void } =
    {
      max: 1,
      max_lifetime: null,
      fetch_types: false,
      connect_timeout: 5,
      connection: { application_name: "almanac-live" },
      onnotice: () => undefined,
      onclose: onLost,
      // The option behind `sql.listen`, which itself gives up when its first try to listen again fails.
      onnotify: (name, text) => receive(hub, name, text),
    };
  return postgres(url, options);
}

function receive(hub: LiveHub, name: string, text: string): void {
  if (name !== channel) return;
  const read = message.safeParse(parseJson(text));
  if (!read.success) return;
  const { accountId, userId, ...change } = read.data;
  hub.publish(accountId, userId === undefined ? change : { ...change, userId });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
