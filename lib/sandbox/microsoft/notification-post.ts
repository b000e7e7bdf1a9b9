import { addressKey, sameAddress } from "../google/people";
import { etagOf } from "./change-key";
import { movableId } from "./item-id";
import { findGrant } from "./oauth-grants";
import type { Subscription } from "./state";
import type { Change, ChangeType, Store } from "./store";
import type { Troubles } from "./trouble";

export type LifecycleEvent = "reauthorizationRequired" | "subscriptionRemoved" | "missed";
type Message = Record<string, unknown>;
type Target = { email: string; address: string };

const SPREAD_MS = 40;
const RETRY_MS = [250, 500, 1000, 2000, 4000];
const ANSWER_MS = 10_000;

/** Delivers change and lifecycle notifications: several for one change, in no order, tried again until taken (providers 3.4). */
export class NotificationPost {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly closing = new AbortController();
  private readonly unsubscribe: () => void;

  constructor(
    private readonly store: Store,
    private readonly trouble: Troubles,
  ) {
    this.unsubscribe = store.onChange((email, change) => {
      if (change) this.noteChange(email, change);
    });
  }

  /** Subscriptions whose time has not run out. Expired ones are forgotten on the way. */
  live(): Subscription[] {
    const { state } = this.store;
    const living = state.subscriptions.filter((each) => each.expiration > this.store.now());
    if (living.length < state.subscriptions.length) {
      state.subscriptions = living;
      this.store.markDirty();
    }
    return living;
  }

  /** Tells a subscription's lifecycle address; a required reauthorisation stops delivery until it came. */
  lifecycle(subscription: Subscription, lifecycleEvent: LifecycleEvent): void {
    const { state } = this.store;
    if (lifecycleEvent === "reauthorizationRequired") subscription.paused = { missed: false };
    if (lifecycleEvent === "subscriptionRemoved") {
      state.subscriptions = state.subscriptions.filter((each) => each !== subscription);
    }
    this.store.markDirty();
    const address = subscription.lifecycleNotificationUrl;
    if (address)
      void this.send(
        { email: subscription.email, address },
        [{ ...headOf(subscription), lifecycleEvent }],
        0,
      );
  }

  /** Delivery goes on after a reauthorisation; what fell into the pause is reported as missed. */
  resume(subscription: Subscription): void {
    const { paused } = subscription;
    subscription.paused = undefined;
    if (paused?.missed) this.lifecycle(subscription, "missed");
  }

  close(): void {
    this.unsubscribe();
    for (const timer of this.timers) clearTimeout(timer);
    this.closing.abort();
  }

  private noteChange(email: string, change: Change): void {
    for (const subscription of this.live()) {
      if (!sameAddress(subscription.email, email)) continue;
      const kinds = this.kindsFor(change.type).filter((kind) => subscription.changeType.includes(kind));
      if (kinds.length === 0 || !this.mayDeliver(subscription)) continue;
      this.deliver(
        subscription,
        kinds.map((kind) => messageOf(subscription, kind, change)),
      );
    }
  }

  /** One change is told several times, a creation also as an update that may overtake it. */
  private kindsFor(type: ChangeType): ChangeType[] {
    const { notificationCopies, shufflesNotifications } = this.store.state.behaviours;
    const rest = Array.from({ length: notificationCopies - 1 }, () =>
      type === "deleted" ? type : "updated",
    );
    const [early, ...late] = rest;
    return shufflesNotifications && early ? [early, type, ...late] : [type, ...rest];
  }

  private mayDeliver(subscription: Subscription): boolean {
    if (findGrant(this.store.state, subscription) === undefined) return false;
    if (this.trouble.take(["lose-notifications"], { email: subscription.email })) return false;
    if (!subscription.paused) return true;
    subscription.paused.missed = true;
    this.store.markDirty();
    return false;
  }

  /** The first two share a request, as several changes do; the others follow one by one. */
  private deliver(subscription: Subscription, messages: Message[]): void {
    const batches = [messages.slice(0, 2), ...messages.slice(2).map((message) => [message])];
    for (const [at, batch] of batches.entries()) {
      this.after(SPREAD_MS * (at + 1), () =>
        this.send({ email: subscription.email, address: subscription.notificationUrl }, batch, 0),
      );
    }
  }

  private async send(target: Target, value: Message[], attempt: number): Promise<void> {
    const [status] = await Promise.all([this.post(target, value), this.store.flush()]);
    const wait = RETRY_MS[attempt];
    if ((status >= 200 && status < 300) || wait === undefined || this.closing.signal.aborted) return;
    this.after(wait, () => this.send(target, value, attempt + 1));
  }

  /** The status of the answer; a receiver that cannot be reached counts as 503. */
  private async post({ email, address }: Target, value: Message[]): Promise<number> {
    if (this.trouble.take(["unreachable-endpoint"], { email })) return 503;
    try {
      const answer = await fetch(address, {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8" },
        body: JSON.stringify({ value }),
        signal: AbortSignal.any([this.closing.signal, AbortSignal.timeout(ANSWER_MS)]),
        redirect: "manual",
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return 503;
    }
  }

  private after(ms: number, action: () => unknown): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void action();
    }, ms);
    this.timers.add(timer);
  }
}

function headOf(subscription: Subscription): Message {
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: new Date(subscription.expiration)
      .toISOString()
      .replace(/\.\d+Z$/, "+00:00"),
    ...(subscription.clientState === undefined ? {} : { clientState: subscription.clientState }),
    tenantId: subscription.tenantId,
  };
}

function messageOf(subscription: Subscription, changeType: ChangeType, { record }: Change): Message {
  const id = subscription.usesImmutableIds ? record.id : movableId(record.id, record.moves);
  const resource = `Users/${subscription.creatorId || addressKey(subscription.email)}/Events/${id}`;
  return {
    ...headOf(subscription),
    changeType,
    resource,
    resourceData: {
      "@odata.type": "#Microsoft.Graph.Event",
      "@odata.id": resource,
      "@odata.etag": etagOf(record),
      id,
    },
  };
}
