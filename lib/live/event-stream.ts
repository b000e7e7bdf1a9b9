import type { LiveEvent, LiveHub, Viewer } from "./hub";

export type StreamOptions = {
  hub: LiveHub;
  viewer: Viewer;
  /** Asked at each ping; the stream ends when the person is no longer who they were. */
  isStillWelcome(): Promise<boolean>;
  pingMs?: number;
  maxMs?: number;
};

const PING_MS = 25_000;
// Sessions end: after an hour a page asks anew, with its cookie.
const MAX_MS = 60 * 60_000;
const MAX_WAITING = 100;

/**
 * A page's server-sent events: `hello` first, then changes, and a comment at times so that nothing in between hangs up.
 * It ends when there is something to catch up with, after an outage or for a reader that fell behind: a page fetches
 * everything it shows whenever it comes back.
 */
export function eventStream(options: StreamOptions): ReadableStream<Uint8Array> {
  let forget = (): void => undefined;
  const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const page = new Page(controller, () => forget());
    const unsubscribe = options.hub.subscribe(options.viewer, (event) => page.tell(event));
    const pings = setInterval(() => void ping(page, options), options.pingMs ?? PING_MS);
    const limit = setTimeout(() => page.close(), options.maxMs ?? MAX_MS);
    forget = () => {
      page.leave();
      clearInterval(pings);
      clearTimeout(limit);
      unsubscribe();
    };
    page.write(`retry: 2000\n${frameOf({ event: "hello" })}`);
  };
  const waiting = new CountQueuingStrategy({ highWaterMark: MAX_WAITING });
  return new ReadableStream<Uint8Array>({ start, cancel: () => forget() }, waiting);
}

async function ping(page: Page, { isStillWelcome }: StreamOptions): Promise<void> {
  // While the database is away nobody can say who is welcome; the page keeps what it has.
  const welcome = await isStillWelcome().catch(() => true);
  if (welcome) page.write(": ping\n\n");
  else page.close();
}

/** The writing end of one stream; after it is closed everything is ignored. */
class Page {
  #open = true;
  readonly #controller: ReadableStreamDefaultController<Uint8Array>;
  readonly #onClose: () => void;

  constructor(controller: ReadableStreamDefaultController<Uint8Array>, onClose: () => void) {
    this.#controller = controller;
    this.#onClose = onClose;
  }

  tell(event: LiveEvent): void {
    this.write(frameOf(event));
    if (event.event === "hello") this.close();
  }

  write(text: string): void {
    if (!this.#open) return;
    if ((this.#controller.desiredSize ?? 0) <= 0) this.close();
    else this.#controller.enqueue(encoder.encode(text));
  }

  close(): void {
    if (!this.#open) return;
    this.#onClose();
    this.#controller.close();
  }

  /** The reader has gone, or is about to be told so. */
  leave(): void {
    this.#open = false;
  }
}

const encoder = new TextEncoder();

function frameOf(event: LiveEvent): string {
  const data = event.event === "change" ? JSON.stringify(event.change) : "{}";
  return `event: ${event.event}\ndata: ${data}\n\n`;
}
