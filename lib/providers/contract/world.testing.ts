import { createHash } from "node:crypto";
import { expect } from "vitest";
import { newId, randomToken } from "@/lib/crypto";
import type { CalendarChange, ChangePage, EventDraft } from "@/lib/domain/calendar/event";
import type { Access, CalendarProvider, Credentials, WholeProvider } from "@/lib/domain/calendar/provider";

/** What a provider can be made to do wrong. `slow-down` names a wait of two seconds. */
export type ContractTrouble =
  | "cursors-expire"
  | "access-expires"
  | "grant-dies"
  | "sign-in-down"
  | "slow-down"
  | "rate-limit"
  | "quota"
  | "server-error"
  | "silence"
  | "lost-answer"
  | "no-calendar"
  | "mailbox-moves"
  | "claims"
  | "admin-blocks"
  | "asks-renewal"
  | "drops-channel"
  | "loses-messages";

/** Where two honest providers differ. */
export type ContractTraits = {
  troubles: readonly ContractTrouble[];
  /** A new channel says hello. */
  greets: boolean;
  /** How often opening a channel asks its address whether it wants one. */
  handshakes: number;
  /** Signals name their event. */
  namesEvents: boolean;
  /** Channels are prolonged in place, and a mailbox has but one. */
  prolongs: boolean;
  rotatesRefreshTokens: boolean;
  /** A person has calendars beside the primary one that are heard of as well. */
  hearsOtherCalendars: boolean;
  /** What a guest's own removal of a copy looks like. */
  ownRemoval: "called-off" | "vanished";
};

/** A provider with people behind it, and what they do by hand. */
export type ContractWorld = {
  provider: WholeProvider;
  /** The same provider over a line that cuts pages to two rows and puts an empty one in front. */
  paged: WholeProvider;
  redirectUri: string;
  me: string;
  colleague: string;
  guest: string;
  /** A cursor that is another person's. */
  foreignCursor(): Promise<string>;
  /** Walks through consent; `lacking` leaves out the calendar. Answers with what the browser brings back. */
  consent(url: string, choice: "everything" | "lacking" | "declined"): Promise<URLSearchParams>;
  /** Somebody's own calendar page: `path` starts with `/events`. */
  act(person: string, method: string, path: string, body?: unknown): Promise<unknown>;
  /** The id of one slot of a series. */
  slotId(masterId: string, start: string): string;
  mailsAbout(title: string): Promise<number>;
  trouble(kind: ContractTrouble): Promise<unknown>;
  calm(): Promise<unknown>;
  /** The most calls at once to my mailbox while `work` ran, each of them slow. */
  peakDuring(work: () => Promise<unknown>): Promise<number>;
  close(): Promise<void>;
};

/** Tokens as a store of ours keeps them: one trade at a time, and whoever comes second is given what the first one got. */
export class TokenStore {
  trades: Credentials[] = [];
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private stored: Credentials,
    private readonly store: (fresh: Credentials) => Promise<void> = async () => undefined,
  ) {}

  /** An access of its own, as another process has one: it sees new tokens only when it renews. */
  open(email: string): Access {
    let held = this.stored;
    return {
      email,
      credentials: () => held,
      renew: async (spent, trade) => {
        const turn = this.queue.then(() => this.renewed(spent, trade));
        this.queue = turn.catch(() => undefined);
        held = await turn;
        return held;
      },
    };
  }

  private async renewed(spent: Credentials, trade: (current: Credentials) => Promise<Credentials>) {
    if (this.stored.accessToken !== spent.accessToken) return this.stored;
    const fresh = await trade(this.stored);
    await this.store(fresh);
    this.trades.push(fresh);
    this.stored = fresh;
    return fresh;
  }
}

let current: { world: ContractWorld; traits: ContractTraits; credentials: Credentials } | undefined;

/** Makes a world the one all tests of this file speak of. */
export function enter(world: ContractWorld, traits: ContractTraits, credentials: Credentials): void {
  current = { world, traits, credentials };
}

function here() {
  if (!current) throw new Error("no world was entered");
  return current;
}

export const world = (): ContractWorld => here().world;
export const traits = (): ContractTraits => here().traits;
export const credentials = (): Credentials => here().credentials;
export const access = (): Access => new TokenStore(here().credentials).open(here().world.me);

/** One walk through consent to a grant; `told` is the verifier the trade names. */
export async function grantIn(
  { consent, provider, redirectUri }: Pick<ContractWorld, "consent" | "provider" | "redirectUri">,
  choice: "everything" | "lacking" = "everything",
  verifier = randomToken(48),
  told = verifier,
) {
  const codeChallenge = createHash("sha256").update(verifier).digest("base64url");
  const back = await consent(provider.consentUrl({ redirectUri, state: "s1", codeChallenge }), choice);
  expect(back.get("state")).toBe("s1");
  const code = back.get("code") ?? "";
  const trade = () => provider.exchangeCode({ code, codeVerifier: told, redirectUri });
  return { ...(await trade()), trade };
}

export async function pagesOf(provider: CalendarProvider, cursor: string | null): Promise<ChangePage[]> {
  const pages: ChangePage[] = [];
  for await (const page of provider.changes(access(), cursor)) pages.push(page);
  return pages;
}

export async function cursorNow(): Promise<string> {
  return (await pagesOf(world().provider, null)).at(-1)?.nextCursor ?? "no cursor";
}

/** Everything since a cursor with its hints looked up, as the sync does; `known` are the events we hold. */
export async function changesSince(cursor: string, known: string[] = []): Promise<CalendarChange[]> {
  const rows = (await pagesOf(world().provider, cursor)).flatMap((page) => page.changes);
  return await resolve(world().provider, rows, known);
}

/** Rows with their hints looked up, all but those that are of no interest. */
export async function resolve(
  provider: CalendarProvider,
  rows: ChangePage["changes"],
  known: string[] = [],
): Promise<CalendarChange[]> {
  const hints = rows.filter((row) => row.kind === "hint");
  const wanted = hints.filter((hint) => !hint.onlyIfKnown || known.includes(hint.id));
  const told = rows.filter((row) => row.kind !== "hint");
  return [...told, ...(wanted.length > 0 ? await provider.lookUp(access(), wanted) : [])];
}

export const titles = (changes: readonly CalendarChange[]): (string | null)[] =>
  changes.map((change) => (change.kind === "upsert" ? change.event.title : `gone ${change.id}`));

/** What one event is now; fails unless exactly one change is told of it. */
export async function lookedUp(id: string): Promise<CalendarChange> {
  const changes = await world().provider.lookUp(access(), [{ id, onPrimary: true }]);
  const [change] = changes.filter((each) => (each.kind === "upsert" ? each.event.id : each.id) === id);
  if (!change) throw new Error(`nothing is told of ${id}`);
  return change;
}

type Shown = { id: string; summary?: string };

/** A new event on somebody's page, three days from now at ten unless `more` says otherwise; answers with its id. */
export async function create(title: string, more: object = {}, person = world().me): Promise<string> {
  const times = { start: { dateTime: inDays(3, "10:00") }, end: { dateTime: inDays(3, "10:30") } };
  const body = { summary: title, ...times, ...more };
  return ((await world().act(person, "POST", "/events", body)) as Shown).id;
}

/** The id of somebody's own copy. */
export async function copyOf(person: string, title: string): Promise<string> {
  const { items } = (await world().act(person, "GET", "/events")) as { items: Shown[] };
  return items.find((item) => item.summary === title)?.id ?? `no copy of ${title}`;
}

export const pathOf = (id: string): string => `/events/${encodeURIComponent(id)}`;

/** An RFC 3339 moment some days from now at a UTC clock time. */
export function inDays(days: number, clock: string): string {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return `${day}T${clock}:00Z`;
}

export function draft(title: string, more: Partial<EventDraft> = {}): EventDraft {
  const crmMeetingId = newId();
  const start = inDays(3, "14:00").replace("Z", ".000Z");
  const end = inDays(3, "14:45").replace("Z", ".000Z");
  return {
    id: crmMeetingId.replaceAll("-", ""),
    crmMeetingId,
    title,
    descriptionHtml: null,
    slot: { kind: "timed", start, end, zone: "Europe/Berlin" },
    locationText: null,
    conference: false,
    guests: [{ email: world().guest, name: null }],
    sourceUrl: "http://localhost:3999/",
    askedAt: null,
    ...more,
  };
}
