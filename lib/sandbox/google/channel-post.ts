import type { EventRecord } from "./event-record";
import { findGrant } from "./oauth-grants";
import { sameAddress } from "./people";
import type { Channel } from "./state";
import type { Store } from "./store";
import type { Troubles } from "./trouble";

export type ResourceState = "sync" | "exists";

const MERGE_MS = 30;
const RETRY_MS = [250, 500, 1000, 2000, 4000];
const RETRIED = new Set([500, 502, 503, 504]);
const ANSWER_MS = 10_000;
const SYNC_WAIT_MS = 1000;
const AGENT = "APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)";

/** Delivers change messages to channels: bursts merge, some answers are retried, the rest is dropped (providers 2.4). */
export class ChannelPost {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly closing = new AbortController();
  private readonly unsubscribe: () => void;

  constructor(
    private readonly store: Store,
    private readonly trouble: Troubles,
    private readonly now: () => number,
  ) {
    this.unsubscribe = store.onChange((email, record) => {
      if (record) this.noteChange(email, record);
    });
  }

  /** Sends the first message of a new channel and waits for its answer, but never long. */
  async greet(channel: Channel): Promise<void> {
    const sent = this.send(channel, "sync", 0);
    await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, SYNC_WAIT_MS).unref())]);
  }

  /** Channels whose time has not run out. Expired ones are forgotten on the way. */
  live(): Channel[] {
    const { state } = this.store;
    const living = state.channels.filter((channel) => channel.expiration > this.now());
    if (living.length < state.channels.length) {
      state.channels = living;
      this.store.markDirty();
    }
    return living;
  }

  close(): void {
    this.unsubscribe();
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.closing.abort();
  }

  private noteChange(email: string, record: EventRecord): void {
    for (const channel of this.live()) {
      if (!sameAddress(channel.email, email)) continue;
      if (channel.eventTypes.length > 0 && !channel.eventTypes.includes(record.eventType)) continue;
      this.after(channel.id, MERGE_MS, () => this.deliverExists(channel));
    }
  }

  private deliverExists(channel: Channel): Promise<void> {
    if (!this.isAlive(channel)) return Promise.resolve();
    if (this.trouble.take(["lose-notifications"], { email: channel.email })) return Promise.resolve();
    return this.send(channel, "exists", 0);
  }

  private async send(channel: Channel, state: ResourceState, attempt: number): Promise<void> {
    channel.messageNumber += 1;
    this.store.markDirty();
    const [status] = await Promise.all([this.post(channel, state), this.store.flush()]);
    const wait = RETRY_MS[attempt];
    if (!RETRIED.has(status) || wait === undefined) return;
    this.after(
      `${channel.id} retry`,
      wait,
      () => this.isAlive(channel) && this.send(channel, state, attempt + 1),
    );
  }

  /** The status of the answer; a receiver that cannot be reached counts as 503. */
  private async post(channel: Channel, state: ResourceState): Promise<number> {
    if (this.trouble.take(["unreachable-endpoint"], { email: channel.email })) return 503;
    const headers: Record<string, string> = {
      "User-Agent": AGENT,
      "X-Goog-Channel-ID": channel.id,
      "X-Goog-Channel-Expiration": new Date(channel.expiration).toUTCString(),
      "X-Goog-Resource-ID": channel.resourceId,
      "X-Goog-Resource-URI": channel.resourceUri,
      "X-Goog-Resource-State": state,
      "X-Goog-Message-Number": String(channel.messageNumber),
    };
    if (channel.token !== undefined) headers["X-Goog-Channel-Token"] = channel.token;
    try {
      const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(ANSWER_MS)]);
      const answer = await fetch(channel.address, { method: "POST", headers, signal, redirect: "manual" });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return this.closing.signal.aborted ? 0 : 503;
    }
  }

  /** A channel lives while it is registered and its person still consents. */
  private isAlive(channel: Channel): boolean {
    return (
      this.live().some((each) => each.id === channel.id) && findGrant(this.store.state, channel) !== undefined
    );
  }

  private after(key: string, ms: number, action: () => unknown): void {
    if (this.timers.has(key)) return;
    const timer = setTimeout(() => {
      this.timers.delete(key);
      void action();
    }, ms);
    this.timers.set(key, timer);
  }
}
