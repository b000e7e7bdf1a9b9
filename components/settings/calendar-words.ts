import type { ChipTone } from "@/components/ui/chip";
import type { ConnectionState, ConnectionView } from "@/lib/domain/calendar/connection";
import { elapsed, type Instant } from "@/lib/domain/time/instant";

/** The true state of a connection as its chip says it. */
export const stateWords: Record<ConnectionState, { label: string; tone: ChipTone }> = {
  "in-sync": { label: "In sync", tone: "ok" },
  "catching-up": { label: "Catching up", tone: "brand" },
  waiting: { label: "Waiting", tone: "warn" },
  paused: { label: "Paused", tone: "warn" },
  reconnect: { label: "Reconnect", tone: "danger" },
  disconnected: { label: "Disconnected", tone: "neutral" },
};

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
  const { lastChangeAt, lastPullAt, lagSeconds, meetings, channelExpiresAt, push } = connection;
  const renewal: Figure =
    push === "push" && channelExpiresAt
      ? { value: span(elapsed(now, channelExpiresAt)), label: "until the push channel renews itself" }
      : {
          value: "Polling",
          label: lastPullAt
            ? `looked ${ago(lastPullAt, now)}; no public address for push`
            : "no public address for push",
        };
  return [
    { value: lastChangeAt ? ago(lastChangeAt, now) : "None yet", label: "last change received" },
    { value: lagSeconds === null ? "—" : lag(lagSeconds), label: "median calendar to timeline" },
    {
      value: meetings.toLocaleString("en-GB"),
      label: meetings === 1 ? "meeting on timelines" : "meetings on timelines",
    },
    renewal,
  ];
}
