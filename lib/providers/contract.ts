import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId, randomToken } from "@/lib/crypto";
import type { CalendarChange, ChangePage, EventDraft } from "@/lib/domain/calendar/event";
import type { Access, CalendarProvider, Credentials, RawNotification } from "@/lib/domain/calendar/provider";

/** What a provider can be made to do wrong. `slowDown` names a wait of two seconds. */
export type ContractTrouble =
  | "cursors-expire"
  | "access-expires"
  | "grant-dies"
  | "slow-down"
  | "rate-limit"
  | "quota"
  | "server-error"
  | "silence"
  | "lost-answer";

/** A provider with one person's calendar behind it, and what that person and their guest do by hand. */
export type ContractWorld = {
  provider: CalendarProvider;
  /** The same provider over a line that cuts pages to two rows and puts an empty one in front. */
  paged: CalendarProvider;
  redirectUri: string;
  guest: string;
  /** A cursor that is another person's. */
  foreignCursor(): Promise<string>;
  /** Walks through consent; `untick` leaves out the calendar. Answers with what the browser brings back. */
  consent(url: string, choice: { untick: boolean }): Promise<URLSearchParams>;
  create(title: string): Promise<string>;
  rename(eventId: string, title: string): Promise<unknown>;
  remove(eventId: string): Promise<unknown>;
  mailsAbout(title: string): Promise<number>;
  trouble(kind: ContractTrouble): Promise<unknown>;
  calm(): Promise<unknown>;
  receiver(): Promise<{ address: string; received(): RawNotification[]; close(): Promise<unknown> }>;
  close(): Promise<void>;
};

let world: ContractWorld;
let credentials: Credentials;

/** Runs the promises of the port (lib/domain/calendar/provider.ts) against one provider. */
export function describeContract(name: string, makeWorld: () => Promise<ContractWorld>): void {
  describe(`${name} keeps the promises of the calendar port`, () => {
    beforeAll(async () => {
      world = await makeWorld();
    });
    afterAll(() => world.close());
    beforeEach(async () => {
      await world.calm();
      credentials = (await grant()).credentials;
    });
    describeConsent();
    describeReading();
    describeWriting();
    describeChannels();
    describeFailures();
  });
}

const access = (): Access => ({ credentials, refreshed: async () => undefined });

async function grant(choice = { untick: false }, verifier = randomToken(48), told = verifier) {
  const codeChallenge = createHash("sha256").update(verifier).digest("base64url");
  const { redirectUri, provider } = world;
  const back = await world.consent(provider.consentUrl({ redirectUri, state: "s1", codeChallenge }), choice);
  expect(back.get("state")).toBe("s1");
  const trade = () =>
    provider.exchangeCode({ code: back.get("code") ?? "", codeVerifier: told, redirectUri });
  return { ...(await trade()), trade };
}

async function pagesOf(provider: CalendarProvider, cursor: string | null): Promise<ChangePage[]> {
  const pages: ChangePage[] = [];
  for await (const page of provider.changes(access(), cursor)) pages.push(page);
  return pages;
}

async function cursorNow(): Promise<string> {
  const cursor = (await pagesOf(world.provider, null)).at(-1)?.nextCursor;
  return cursor ?? "no cursor";
}

const titles = (changes: readonly CalendarChange[]) =>
  changes.map((change) => (change.kind === "upsert" ? change.event.title : `gone ${change.id}`));

function draft(title: string): EventDraft {
  const crmMeetingId = newId();
  const start = new Date(Date.now() + 3 * 86_400_000).toISOString();
  return {
    id: crmMeetingId.replaceAll("-", ""),
    crmMeetingId,
    title,
    descriptionHtml: null,
    slot: { kind: "timed", start, end: start.replace(/\d\d\.\d{3}Z$/, "59.999Z"), zone: "UTC" },
    locationText: null,
    conference: false,
    guests: [{ email: world.guest, name: null }],
    sourceUrl: "http://localhost:3999/",
  };
}

function describeConsent(): void {
  it("trades a code for a grant", async () => {
    const given = await grant();
    expect(given).toMatchObject({
      subject: expect.stringMatching(/./),
      email: expect.stringContaining("@"),
      missingScopes: [],
    });
    expect(given.credentials.refreshToken).toEqual(expect.stringMatching(/./));
  });
  it("says which scope was left unticked", async () => {
    expect((await grant({ untick: true })).missingScopes).not.toEqual([]);
  });
  it("refuses a code that was used, and one with another verifier", async () => {
    const { trade } = await grant();
    await expect(trade()).rejects.toMatchObject({ kind: "refused" });
    await expect(grant({ untick: false }, randomToken(48), randomToken(48))).rejects.toMatchObject({
      kind: "refused",
    });
  });
  it("tells its own time", async () => {
    const off = Date.parse(await world.provider.serverTime(access())) - Date.now();
    expect(Math.abs(off)).toBeLessThan(5_000);
  });
}

function describeReading(): void {
  it("gives every page, the empty ones too, and the cursor on the last alone", async () => {
    const start = await cursorNow();
    const made = ["P1", "P2", "P3", "P4", "P5"];
    for (const title of made) await world.create(title);
    const pages = await pagesOf(world.paged, start);
    expect(pages[0]?.changes).toEqual([]);
    expect(pages).toHaveLength(4);
    expect(pages.map((page) => page.nextCursor !== null)).toEqual([false, false, false, true]);
    expect(titles(pages.flatMap((page) => page.changes)).sort()).toEqual(made);
    const [quiet, ...more] = await pagesOf(world.provider, pages.at(-1)?.nextCursor ?? "");
    expect(quiet).toMatchObject({ changes: [], nextCursor: expect.any(String) });
    expect(more).toEqual([]);
  });
  it("tells edits and deletions after the cursor, and nothing before it", async () => {
    const [kept, dropped] = [await world.create("Kept"), await world.create("Dropped")];
    const cursor = await cursorNow();
    await world.rename(kept, "Kept, renamed");
    await world.remove(dropped);
    const changes = (await pagesOf(world.provider, cursor)).flatMap((page) => page.changes);
    expect(titles(changes).sort()).toEqual(["Kept, renamed", `gone ${dropped}`].sort());
  });
  it("says so of an expired, a foreign and a made-up cursor", async () => {
    const cursor = await cursorNow();
    await world.trouble("cursors-expire");
    const foreign = await world.foreignCursor();
    for (const stale of [cursor, foreign, "made-up"]) {
      await expect(pagesOf(world.provider, stale)).rejects.toMatchObject({ kind: "cursor-expired" });
    }
  });
  it("gets an event, a deleted one as gone, one that never was as null", async () => {
    const id = await world.create("Known");
    expect(await world.provider.get(access(), id)).toMatchObject({
      kind: "upsert",
      event: { id, title: "Known" },
    });
    await world.remove(id);
    expect(await world.provider.get(access(), id)).toMatchObject({ kind: "gone", id });
    expect(await world.provider.get(access(), "never0was0here")).toBeNull();
  });
}

function describeWriting(): void {
  it("inserts once and invites once, however often it is asked", async () => {
    const wanted = draft("Invite once");
    const first = await world.provider.insert(access(), wanted);
    const again = await world.provider.insert(access(), wanted);
    expect([first.existed, again.existed]).toEqual([false, true]);
    expect(again.event).toMatchObject({ id: first.event.id, crmMeetingId: wanted.crmMeetingId });
    expect(await world.mailsAbout("Invite once")).toBe(1);
  });
  it("finds the event again whose answer was lost", async () => {
    const wanted = draft("Lost answer");
    await world.trouble("lost-answer");
    await expect(world.provider.insert(access(), wanted)).rejects.toMatchObject({ kind: "temporary" });
    expect(await world.provider.insert(access(), wanted)).toMatchObject({ existed: true });
    expect(await world.mailsAbout("Lost answer")).toBe(1);
  });
  it("cancels, tells the guest, and is done the second time; the id stays taken", async () => {
    const wanted = draft("Called off");
    const { event } = await world.provider.insert(access(), wanted);
    await world.provider.cancel(access(), event.id);
    await world.provider.cancel(access(), event.id);
    await world.provider.cancel(access(), "never0was0here");
    expect(await world.mailsAbout("Called off")).toBe(2);
    await expect(world.provider.insert(access(), wanted)).rejects.toMatchObject({ kind: "gone" });
  });
}

function describeChannels(): void {
  it("opens a channel that greets, tells of changes with its secret, and stops for good", async () => {
    const { provider } = world;
    const { address, received, close } = await world.receiver();
    const secret = randomToken();
    const channel = await provider.watch(access(), { id: newId(), secret, address });
    expect(channel.expiresAt && channel.expiresAt > new Date().toISOString()).toBe(true);
    await world.create("Told of");
    await expect.poll(() => received().length).toBe(2);
    const [hello, change] = received().flatMap((raw) => {
      const read = provider.readNotification(raw);
      return read.kind === "signals" ? read.signals : [];
    });
    const { id: channelId, resourceId } = channel;
    expect(hello).toMatchObject({ kind: "hello", channelId, resourceId, secret });
    expect(change).toMatchObject({ kind: "change", channelId, resourceId, secret });
    await provider.stopWatching(access(), channel);
    await provider.stopWatching(access(), channel);
    await close();
  });
  it("refuses an address it may not reach", async () => {
    const channel = { id: newId(), secret: randomToken(), address: "http://crm.example.com/hook" };
    await expect(world.provider.watch(access(), channel)).rejects.toMatchObject({ kind: "refused" });
  });
}

function describeFailures(): void {
  const call = (given = access()) => world.provider.serverTime(given);

  it("hands new tokens over before it answers", async () => {
    await world.trouble("access-expires");
    const order: string[] = [];
    const stored: Credentials[] = [];
    const refreshed = async (fresh: Credentials) => {
      await new Promise((resolve) => setImmediate(resolve));
      stored.push(fresh);
      order.push("stored");
    };
    await call({ credentials, refreshed });
    order.push("answered");
    expect(order).toEqual(["stored", "answered"]);
    expect(stored[0]).toMatchObject({
      refreshToken: credentials.refreshToken,
      expiresAt: expect.any(String),
    });
    expect(stored[0]?.accessToken).not.toBe(credentials.accessToken);
  });
  it("fails, and harms nothing else, when new tokens cannot be stored", async () => {
    await world.trouble("access-expires");
    const refreshed = () => Promise.reject(new Error("the database is away"));
    await expect(call({ credentials, refreshed })).rejects.toThrow("the database is away");
  });
  it.each<[ContractTrouble, object]>([
    ["grant-dies", { kind: "reauthorise" }],
    ["slow-down", { kind: "slow-down", retryAfterMs: 2_000 }],
    ["rate-limit", { kind: "slow-down" }],
    ["quota", { kind: "quota" }],
    ["server-error", { kind: "temporary" }],
    ["silence", { kind: "temporary" }],
  ])("%s", async (trouble, expected) => {
    await world.trouble(trouble);
    const failure = await call().catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "ProviderError", ...expected });
    expect(String(failure)).not.toContain(credentials.accessToken);
    await world.calm();
    if (trouble !== "grant-dies") expect(await call()).toEqual(expect.any(String));
  });
}
