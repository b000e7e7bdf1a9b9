import type { LiveChange } from "@/lib/domain/live";
import { everything, justArrived, type Refresh, readLiveChange, refreshFor } from "@/lib/queries/live";

/** What the stream needs of the page around it. */
export type LivePage = {
  path: () => string;
  /** Fetches again what the refresh names; resolves when it is there. */
  refresh: (refresh: Refresh) => Promise<void>;
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

function gather(page: LivePage) {
  let waiting: LiveChange[] = [];
  let missed: Refresh | null = null;
  let running = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = async () => {
    timer = undefined;
    if (running) return;
    const named = refreshFor(waiting, page.path());
    const refresh = missed ? { ...missed, page: missed.page || named.page } : named;
    waiting = [];
    missed = null;
    running = true;
    await page.refresh(refresh).finally(() => {
      running = false;
    });
    if (waiting.length > 0 || missed !== null) soon();
  };
  const soon = () => {
    timer ??= setTimeout(flush, GATHER_MS);
  };
  return {
    add: (change: LiveChange) => {
      waiting.push(change);
      soon();
    },
    catchUp: (refresh: Refresh) => {
      missed = refresh;
      soon();
    },
    stop: () => clearTimeout(timer),
  };
}
