import { type APIRequestContext, expect } from "@playwright/test";
import type { Person } from "@/lib/cli/demo-people";
import { asEventTimes, type Slot } from "./times";

export type SandboxEvent = {
  id: string;
  status: string;
  summary?: string;
  description?: string;
  location?: string;
  hangoutLink?: string;
  start: { dateTime?: string };
  attendees?: { email: string; responseStatus: string }[];
};
type Mail = { to: string; from: string; subject: string; kind: string; title: string };
type Draft = { title: string; on: Slot; guests?: readonly { email: string }[] } & Record<string, unknown>;
export type Trouble = {
  kind: string;
  email?: string;
  count?: number;
  seconds?: number;
  retryAfter?: number;
  method?: string;
  pathContains?: string;
};

/** Acting in people's sandboxed calendars: what the calendar page does, without drawing it. */
export class SandboxCalendar {
  constructor(private readonly api: APIRequestContext) {}

  async create(owner: Person, { title, on, guests = [], ...more }: Draft): Promise<SandboxEvent> {
    const attendees = guests.map(({ email }) => ({ email }));
    return await this.send("POST", this.path(owner), {
      summary: title,
      ...asEventTimes(on),
      attendees,
      ...more,
    });
  }

  async rename(owner: Person, event: SandboxEvent, title: string): Promise<void> {
    await this.send("PATCH", this.path(owner, event.id), { summary: title });
  }

  async move(owner: Person, event: SandboxEvent, to: Slot): Promise<void> {
    await this.send("PATCH", this.path(owner, event.id), asEventTimes(to));
  }

  async cancel(owner: Person, event: SandboxEvent): Promise<void> {
    await this.send("DELETE", this.path(owner, event.id));
  }

  async answer(
    guest: Person,
    event: SandboxEvent,
    response: "accepted" | "declined" | "tentative",
  ): Promise<void> {
    await this.send("POST", `${this.path(guest, event.id)}/respond`, { response });
  }

  /** The events on somebody's calendar that have this very title. */
  async titled(owner: Person, title: string): Promise<SandboxEvent[]> {
    const { items } = await this.send<{ items: SandboxEvent[] }>(
      "GET",
      `${this.path(owner)}?maxResults=2500`,
    );
    return items.filter((event) => event.summary === title && event.status !== "cancelled");
  }

  /** The one event of this title, once it is there. */
  async theOne(owner: Person, title: string): Promise<SandboxEvent> {
    await expect.poll(async () => (await this.titled(owner, title)).length, { timeout: 15_000 }).toBe(1);
    const [event] = await this.titled(owner, title);
    if (!event) throw new Error(`${title} has gone again`);
    return event;
  }

  /** Mails somebody received about an event of this title, newest first. */
  async mails(to: { email: string }, title: string): Promise<Mail[]> {
    const { mails } = await this.send<{ mails: Mail[] }>(
      "GET",
      `/sandbox/outbox?to=${encodeURIComponent(to.email)}`,
    );
    return mails.filter((mail) => mail.title === title);
  }

  /** How many calls the product made to an address that contains `part`, with this method. */
  async calls(method: string, part: string): Promise<{ status: number }[]> {
    const { requests } = await this.send<{ requests: { method: string; path: string; status: number }[] }>(
      "GET",
      "/sandbox/requests",
    );
    return requests.filter((request) => request.method === method && request.path.includes(part));
  }

  async trouble(trouble: Trouble): Promise<void> {
    await this.send("POST", "/sandbox/trouble", trouble);
  }

  async endTrouble(): Promise<void> {
    await this.send("POST", "/sandbox/trouble/clear");
  }

  private path(person: Person, id?: string): string {
    const events = `/sandbox/people/${encodeURIComponent(person.email)}/events`;
    return id ? `${events}/${encodeURIComponent(id)}` : events;
  }

  private async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.api.fetch(path, { method, ...(body === undefined ? {} : { data: body }) });
    const text = await answer.text();
    if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${text}`);
    return text === "" ? (undefined as T) : (JSON.parse(text) as T);
  }
}
