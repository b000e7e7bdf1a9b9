import { type APIRequestContext, expect } from "@playwright/test";
import type { Person } from "@/lib/cli/demo-people";
import type { Side } from "./sides";
import { asEventTimes, asInstants, type Slot } from "./times";

export type SandboxEvent = {
  id: string;
  /** The same on every copy of an event, at both providers. */
  iCalUID: string;
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
type Letter = { title: string; on: Slot; from: Person; html: string };
type Call = { method: string; path: string; status: number };
/** A fault the sandbox can play; what each kind does is said in `trouble.ts` of the sandboxes. */
export type Trouble = {
  kind: string;
  email?: string;
  count?: number;
  seconds?: number;
  retryAfter?: number;
  method?: string;
  pathContains?: string;
};

/** Acting in people's calendars at one sandboxed provider: what its calendar page does, without drawing it. */
export class SandboxCalendar {
  constructor(
    private readonly api: APIRequestContext,
    private readonly side: Side,
  ) {}

  async create(owner: Person, { title, on, guests = [], ...more }: Draft): Promise<SandboxEvent> {
    const attendees = guests.map(({ email }) => ({ email }));
    return await this.send("POST", this.path(owner), {
      summary: title,
      ...asEventTimes(on),
      attendees,
      ...more,
    });
  }

  /** An invitation that arrives as mail from outside, written in HTML by whoever sent it. */
  async deliver(to: Person, { title, on, from, html }: Letter): Promise<void> {
    const attendee = { email: to.email, name: to.name, role: "required", answer: "needs-action" };
    await this.send("POST", "/sandbox/invitations", {
      method: "REQUEST",
      uid: `${title.replace(/\W+/g, "-")}@journeys.example`,
      sequence: 0,
      from: from.email,
      to: to.email,
      organizer: { email: from.email, name: from.name },
      attendees: [attendee],
      title,
      description: html,
      location: "",
      isPrivate: false,
      ...asInstants(on),
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
    const copy = await this.copyOf(guest, event);
    await this.send("POST", `${this.path(guest, copy.id)}/respond`, { response });
  }

  /** Somebody's own copy of an event, once it has arrived: copies share the UID alone. */
  async copyOf(person: Person, { iCalUID }: { iCalUID: string }): Promise<SandboxEvent> {
    const find = async () => (await this.events(person)).find((event) => event.iCalUID === iCalUID);
    await expect.poll(find, `a copy of ${person.email}`).toBeDefined();
    const copy = await find();
    if (!copy) throw new Error(`the copy of ${person.email} has gone again`);
    return copy;
  }

  /** The events on somebody's calendar that have this very title. */
  async titled(owner: Person, title: string): Promise<SandboxEvent[]> {
    return (await this.events(owner)).filter((event) => event.summary === title);
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

  /** The calls the product made to this provider lately, newest last. */
  async calls(): Promise<Call[]> {
    return (await this.send<{ requests: Call[] }>("GET", "/sandbox/requests")).requests;
  }

  /** How many push channels this provider tells of changes in a person's calendar. */
  async listeners(person: Person): Promise<number> {
    const answer = await this.send<Record<string, { email: string }[]>>("GET", this.side.channels);
    return Object.values(answer)
      .flat()
      .filter(({ email }) => email === person.email).length;
  }

  /** Where a person has their calendar: everybody has one at both providers until told otherwise. */
  async moveHouse(person: Person, lives: "here" | "elsewhere"): Promise<void> {
    const path = `/sandbox/people/${encodeURIComponent(person.email)}`;
    await this.send("PATCH", path, { elsewhere: lives === "elsewhere" });
  }

  /** Takes a person's consent back while nothing is connected, so that the provider asks for it again. */
  async forgetConsent(person: Person): Promise<void> {
    await this.trouble({ kind: "revoke-grant", email: person.email });
  }

  async trouble(trouble: Trouble): Promise<void> {
    await this.send("POST", "/sandbox/trouble", trouble);
  }

  /** Switches how this provider plays what its vendor leaves to each organisation. Always switch it back. */
  async behave(switches: Record<string, unknown>): Promise<void> {
    await this.send("PATCH", "/sandbox/behaviours", switches);
  }

  async endTrouble(): Promise<void> {
    await this.send("POST", "/sandbox/trouble/clear");
  }

  private async events(owner: Person): Promise<SandboxEvent[]> {
    const { items } = await this.send<{ items: SandboxEvent[] }>(
      "GET",
      `${this.path(owner)}?maxResults=2500`,
    );
    return items.filter((event) => event.status !== "cancelled");
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
