import type { ChipTone } from "@/components/ui/chip";
import {
  type ConnectionState,
  type ConnectionView,
  type Mend,
  providerWords,
} from "@/lib/domain/calendar/connection";
import { elapsed, type Instant } from "@/lib/domain/time/instant";

type Status = { label: string; tone: ChipTone };

const states: Record<ConnectionState, (app: string) => Status> = {
  "in-sync": () => ({ label: "In sync", tone: "ok" }),
  "catching-up": () => ({ label: "Catching up", tone: "brand" }),
  waiting: (app) => ({ label: `Waiting for ${app}`, tone: "warn" }),
  paused: () => ({ label: "Paused", tone: "warn" }),
  reconnect: () => ({ label: "Reconnect", tone: "danger" }),
  disconnected: () => ({ label: "Disconnected", tone: "neutral" }),
};

/** The true state of a connection as its chip says it. What needs the person comes before the switch being off. */
export function statusOf({ state, syncing, provider }: ConnectionView): Status {
  if (!syncing && state !== "reconnect") return { label: "Sync is off", tone: "neutral" };
  return states[state](providerWords[provider].app);
}

/** The names of the buttons that mend a connection. */
export const mendWords: Record<Mend, string> = {
  "sync-now": "Sync now",
  reconnect: "Reconnect",
  "other-account": "Connect another account",
};

/** The one button beside the state: what mends it, "Sync now" while all is well, and none when nobody here can mend it. */
export function buttonOf({ state, syncing, mend }: ConnectionView): Mend | null {
  if (!syncing && state !== "reconnect") return null;
  return mend ?? (state === "in-sync" ? "sync-now" : null);
}

/** The sentence below the state: why it is so, or how far catching up has come; null when there is nothing to say. */
export function reasonOf({ state, syncing, reason, seen }: ConnectionView): string | null {
  if (!syncing && state !== "reconnect") return null;
  if (reason || state !== "catching-up" || seen === null) return reason;
  if (seen === 0) return "Reading your calendar.";
  return `${counted(seen, "event")} looked at so far.`;
}

/** A number with its noun: "1 meeting", "1,240 events". */
export const counted = (n: number, noun: string): string =>
  `${n.toLocaleString("en-GB")} ${noun}${n === 1 ? "" : "s"}`;

/** A length of time in its largest fitting unit: "4 s", "12 min", "3 h", "6 days". */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h`;
  const days = Math.floor(seconds / 86_400);
  return `${days} ${days === 1 ? "day" : "days"}`;
}

/** How long ago a moment was: "4 s ago", and "just now" within two seconds. */
export function ago(at: Instant, now: Instant): string {
  const ms = elapsed(at, now);
  return ms < 2_000 ? "just now" : `${span(ms)} ago`;
}

/** The median delay as people read it: tenths below ten seconds. */
export const lag = (seconds: number): string =>
  seconds < 10 ? `${seconds.toFixed(1)} s` : span(seconds * 1_000);

export type Figure = { value: string; label: string };

/** The four figures of a connection: each measured, none promised. */
export function figuresOf(connection: ConnectionView, now: Instant): Figure[] {
  const { lastChangeAt, lagSeconds, meetings } = connection;
  return [
    { value: lastChangeAt ? ago(lastChangeAt, now) : "None yet", label: "last change received" },
    { value: lagSeconds === null ? "—" : lag(lagSeconds), label: "median calendar to timeline" },
    {
      value: meetings.toLocaleString("en-GB"),
      label: meetings === 1 ? "meeting on timelines" : "meetings on timelines",
    },
    deliveryOf(connection, now),
  ];
}

function deliveryOf(connection: ConnectionView, now: Instant): Figure {
  const { state, syncing, delivery, renewsAt, pollEveryMs, lastPullAt, provider } = connection;
  if (!syncing || state === "reconnect") return { value: "—", label: "nothing is read" };
  if (delivery === "push" && renewsAt)
    return { value: span(elapsed(now, renewsAt)), label: "until the push channel renews itself" };
  const { maker } = providerWords[provider];
  const why = {
    push: "polled for now",
    "poll-private-address": "polled, as push needs a public address",
    "poll-refused": `polled, as ${maker} refused push`,
    "poll-for-now": "polled for now, until push stands again",
  }[delivery];
  const looked = lastPullAt ? `; looked ${ago(lastPullAt, now)}` : "";
  return { value: `Every ${rhythm(pollEveryMs)}`, label: `${why}${looked}` };
}

const rhythm = (ms: number): string => (ms <= 120_000 ? `${Math.round(ms / 1_000)} s` : span(ms));
