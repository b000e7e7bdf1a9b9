import type { LiveChange } from "@/lib/domain/live";
import { everything, justArrived, type Refresh, readLiveChange, refreshFor } from "@/lib/queries/live";

/** What the stream needs of the page around it. */
export type LivePage = {
  path: () => string;
  /** Fetches again what the refresh names; false when the page itself could not be rendered again and is owed. */
  refresh: (refresh: Refresh) => Promise<boolean>;
  onConnected: (connected: boolean) => void;
};

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const GATHER_MS = 100;

/** Milliseconds before try `n` (from 0): doubling, with up to a third at random so that many tabs do not come at once. */
export const waitBefore = (n: number, random: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** n) * (2 / 3 + random / 3);

/**
 * One stream of changes from /api/live for this tab. Changes are gathered and fetched one batch after the other; after
 * a break everything shown is fetched again, since hints sent meanwhile are lost (RULES N2). Returns the way to stop.
 */
export function openLiveStream(page: LivePage): () => void {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let broken = false;
  const batches = gather(page);

  const connect = () => {
    clearTimeout(retry);
    source?.close();
    source = new EventSource("/api/live");
    source.addEventListener("open", () => {
      failures = 0;
      page.onConnected(true);
      batches.catchUp(broken ? everything : justArrived);
      broken = false;
    });
    source.addEventListener("change", (event) => {
      const change = readLiveChange(String(event.data));
      if (change) batches.add(change);
    });
    // The browser's own retry gives up on an answer that is no stream, so ours takes over in every case.
    source.addEventListener("error", () => {
      source?.close();
      broken = true;
      page.onConnected(false);
      retry = setTimeout(connect, waitBefore(failures, Math.random()));
      failures += 1;
    });
  };
  const reconnect = () => {
    if (broken) connect();
  };
  connect();
  window.addEventListener("online", reconnect);
  return () => {
    window.removeEventListener("online", reconnect);
    clearTimeout(retry);
    batches.stop();
    source?.close();
  };
}

/** Gathers changes for a moment and has them fetched, one batch after the other; a page that is owed is tried again, ever more slowly. */
export function gather(page: Pick<LivePage, "path" | "refresh">) {
  let next: Refresh | null = null;
  let running = false;
  let failures = 0;
  let due = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // What is due sooner goes first: a page that is owed must not hold up what has just changed.
  const within = (ms: number) => {
    const at = performance.now() + ms;
    if (running || (timer !== undefined && due <= at)) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(flush, ms);
  };
  const flush = async () => {
    timer = undefined;
    const refresh = next ?? pageAlone;
    next = null;
    running = true;
    const done = await page.refresh(refresh).catch(() => false);
    running = false;
    failures = done ? 0 : failures + 1;
    if (next !== null) within(GATHER_MS);
    if (done) return;
    if (next === null) within(waitBefore(failures, Math.random()));
    next = both(next, pageAlone);
  };
  const add = (refresh: Refresh) => {
    next = both(next, refresh);
    within(GATHER_MS);
  };
  return {
    add: (change: LiveChange) => add(refreshFor([change], page.path())),
    catchUp: add,
    stop: () => clearTimeout(timer),
  };
}

const pageAlone: Refresh = { touches: () => false, page: true };

const both = (a: Refresh | null, b: Refresh): Refresh =>
  a === null ? b : { touches: (key) => a.touches(key) || b.touches(key), page: a.page || b.page };
