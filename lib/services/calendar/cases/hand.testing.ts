import { expect } from "vitest";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import { inDays } from "@/lib/sandbox/google/testing/sandbox";
import type { CalendarWorld } from "../../testing/calendar-world";

/** An event as it stands in one person's calendar. */
export type Placed = { id: string; by: string };

type Times = { day?: number; at?: string; minutes?: number; days?: number };
type Content = Times & { by?: string; guests?: readonly string[] } & Record<string, unknown>;
export type Scope = "this" | "following" | "all";
type Answer = "accepted" | "declined" | "tentative";

export type Named = { email: string; resource?: boolean; answer?: "accepted" | "declined" };

/** The same rows in each provider's own words. */
export type Rows = Record<ProviderName, Record<string, unknown>>;

const DAY_MS = 86_400_000;

/** Acts in calendars as people do by hand, the same at both providers. */
export class CalendarHand {
  constructor(
    readonly world: CalendarWorld,
    private readonly owner: string,
    private readonly guest: string,
  ) {}

  /** A new event of Mia's with Lee, in three days at 10:00 UTC for half an hour, unless told otherwise. */
  async add(
    title: string,
    { by = this.owner, guests = [this.guest], ...more }: Content = {},
  ): Promise<Placed> {
    const { day, at, minutes, days, ...body } = more;
    const attendees = guests.map((email) => ({ email }));
    const times = timesOf({ day: day ?? 3, at, minutes, days });
    const json = await this.act("POST", `/people/${by}/events`, {
      summary: title,
      ...times,
      attendees,
      ...body,
    });
    return { id: json.id, by };
  }

  /** A weekly series of 50 with Lee, the first slot in three days. */
  series(
    title: string,
    { rule = "FREQ=WEEKLY;COUNT=50", ...more }: Content & { rule?: string } = {},
  ): Promise<Placed> {
    return this.add(title, { recurrence: [`RRULE:${rule}`], ...more });
  }

  /** The n-th slot of a weekly series made as above, the first being 1. */
  slot(series: Placed, nth: number, { day = 3, at = "10:00" }: Times = {}): Placed {
    return { ...series, id: this.world.desk.slotOf(series.id, inDays(day + 7 * (nth - 1), at)) };
  }

  /** Times of a slot of such a series. */
  readonly slotTimes = (nth: number, at: string) => timesOf({ day: 3 + 7 * (nth - 1), at });

  async edit(
    event: Placed,
    change: Times & { guests?: readonly string[]; scope?: Scope } & Record<string, unknown>,
  ): Promise<Placed> {
    const { day, at, minutes, days, guests, scope, ...body } = change;
    const json = await this.act("PATCH", `${pathOf(event)}?scope=${scope ?? "this"}`, {
      ...(day === undefined && at === undefined ? {} : timesOf({ day: day ?? 3, at, minutes, days })),
      ...(guests ? { attendees: this.rows(event.by, guests) } : {}),
      ...body,
    });
    return { ...event, id: json.id };
  }

  async remove(event: Placed, scope: Scope = "this"): Promise<void> {
    await this.act("DELETE", `${pathOf(event)}?scope=${scope}`);
  }

  /** The same event in a guest's calendar. */
  async copy(event: Placed, by: string): Promise<Placed> {
    return { id: await this.world.desk.copyOf(by, event.by, event.id), by };
  }

  /** A guest answers the invitation from their own calendar. */
  async answer(guest: string, event: Placed, response: Answer): Promise<void> {
    const path = `${pathOf(await this.copy(event, guest))}/respond`;
    expect((await this.world.act("POST", path, { response })).status).toBeLessThan(300);
  }

  /** What a provider makes of a row by itself, in the words of each sandbox's own store. */
  async rewrite(event: Placed, rows: Rows): Promise<void> {
    const change = rows[this.world.desk.provider];
    await this.act("PATCH", `/people/${event.by}/rows/${encodeURIComponent(event.id)}`, change);
  }

  /** Makes an event older than it is: its creation decides admission (RULES I4). */
  async age(event: Placed, days = 1): Promise<void> {
    const at = Date.now() - days * DAY_MS;
    await this.rewrite(event, {
      google: { created: new Date(at).toISOString() },
      microsoft: { createdAt: at },
    });
  }

  /** Who a copy names, whatever its organiser wrote: an address is taken as it comes. */
  async rename(event: Placed, guests: readonly Named[]): Promise<void> {
    await this.rewrite(event, {
      google: {
        attendees: guests.map(({ email, resource, answer = "needsAction" }) => ({
          email,
          ...(resource ? { resource } : {}),
          responseStatus: answer,
        })),
      },
      microsoft: {
        attendees: guests.map(({ email, resource, answer = "none" }) => ({
          address: email,
          name: email,
          type: resource ? "resource" : "required",
          answer: { response: answer },
        })),
      },
    });
  }

  /** So many events of yesterday's making with Lee, all at once. */
  async fill(count: number): Promise<void> {
    const created = new Date(Date.now() - DAY_MS).toISOString();
    const guests = [this.guest];
    await this.act("POST", "/fill", {
      email: this.owner,
      name: "Many",
      count,
      guests,
      guestsEach: 1,
      created,
    });
  }

  /** The rows of a guest list as a calendar's page sends them: at Google the organiser is one of them. */
  private rows(by: string, guests: readonly string[]) {
    const own = this.world.desk.provider === "google" ? [{ email: by, responseStatus: "accepted" }] : [];
    return [...own, ...guests.map((email) => ({ email }))];
  }

  /** Puts events on another calendar of their person, or back on the primary one. Google then calls them cancelled. */
  async moveTo(calendar: "other" | "default", events: readonly Placed[]): Promise<void> {
    for (const event of events) {
      if (this.world.desk.provider === "microsoft")
        await this.act("POST", `${pathOf(event)}/move`, { calendar });
      else
        await this.rewrite(event, {
          google: { status: calendar === "other" ? "cancelled" : "confirmed" },
          microsoft: {},
        });
    }
  }

  async trouble(kind: string, more: Record<string, unknown> = {}): Promise<void> {
    await this.act("POST", "/trouble", { kind, email: this.owner, ...more });
  }

  /** Switches of the sandbox under test; it forgets them after each case. */
  async behave(switches: Rows): Promise<void> {
    await this.act("PATCH", "/behaviours", switches[this.world.desk.provider]);
  }

  // biome-ignore lint/suspicious/noExplicitAny: what a sandbox's control API answers is looked at by each case itself.
  async act(method: string, path: string, body?: unknown): Promise<any> {
    const { status, json } = await this.world.act(method, path, body);
    expect({ method, path, status, json }).toMatchObject({ status: expect.toSatisfy((code) => code < 300) });
    return json;
  }
}

const pathOf = ({ id, by }: Placed): string => `/people/${by}/events/${encodeURIComponent(id)}`;

/** Start and end in UTC; with `days`, whole days instead. */
export function timesOf({
  day = 3,
  at = "10:00",
  minutes = 30,
  days,
}: { [Name in keyof Times]: Times[Name] | undefined }) {
  if (days) {
    const date = (n: number) => inDays(n, "00:00").slice(0, 10);
    const whole = (n: number) => ({ date: date(n), dateTime: null, timeZone: null });
    return { start: whole(day), end: whole(day + days) };
  }
  const start = inDays(day, at);
  const end = new Date(Date.parse(start) + minutes * 60_000).toISOString();
  const timed = (dateTime: string) => ({ dateTime, timeZone: "UTC", date: null });
  return { start: timed(start), end: timed(end) };
}
