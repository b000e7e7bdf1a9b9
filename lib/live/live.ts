import { settings } from "@/lib/env";
import { childLogger } from "@/lib/log";
import { LiveHub } from "./hub";
import { type Listening, listen } from "./listen";

// One hub and one listening connection per process; the bundler may load this module more than once.
type Live = { hub: LiveHub; listening: Listening };
const home = globalThis as typeof globalThis & { almanacLive?: Live };

/** The process's hub; the first page that asks starts the listening. */
export function liveHub(): LiveHub {
  home.almanacLive ??= start();
  return home.almanacLive.hub;
}

/** Hangs up, for an orderly end of the process. */
export async function stopLive(): Promise<void> {
  const live = home.almanacLive;
  delete home.almanacLive;
  await live?.listening.stop();
}

function start(): Live {
  const hub = new LiveHub();
  return { hub, listening: listen(settings().databaseUrl, hub, childLogger({ part: "live" })) };
}
