import { describe, expect, it } from "vitest";
import type { Mend, ProviderName } from "@/lib/domain/calendar/connection";
import { LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { listNotifications } from "../notifications/list-notifications";
import { providerUnderTest } from "../testing/desk";
import { database, systemCtx } from "../wiring";
import {
  addEvent,
  cards,
  connect,
  connection,
  eachStartsFresh,
  openPush,
  owner,
  pull,
  world,
} from "./connecting.testing";
import { enqueueDue } from "./enqueue-due";
import { getCalendarAttention } from "./get-attention";
import { watchCalendar } from "./watch";

eachStartsFresh();

type Way = { trouble: Record<string, unknown>; reason: RegExp; mend: Mend };
const ways: Record<ProviderName, Record<string, Way>> = {
  google: {
    "revoked by its person": {
      trouble: { kind: "revoke-grant" },
      reason: /withdrawn at Google/,
      mend: "reconnect",
    },
    "ended by the organisation's sign-in policy": {
      trouble: { kind: "end-refresh-tokens", reason: "invalid_rapt" },
      reason: /sign in again/,
      mend: "reconnect",
    },
    "an administrator blocked the app": {
      trouble: { kind: "block-app" },
      reason: /administrator of your Google organisation has blocked/,
      mend: "reconnect",
    },
    "the calendar permission was taken back": {
      trouble: { kind: "withdraw-scope" },
      reason: /permission was taken back at Google/,
      mend: "reconnect",
    },
    "an account without a calendar": {
      trouble: { kind: "refuse", status: 403, reason: "notACalendarUser", count: 9 },
      reason: /has no calendar/,
      mend: "other-account",
    },
  },
  microsoft: {
    "the password was changed": {
      trouble: { kind: "revoke-grant", code: 50173 },
      reason: /withdrawn at Microsoft, or the password was changed/,
      mend: "reconnect",
    },
    "ninety days without use": {
      trouble: { kind: "end-refresh-tokens", code: 700082 },
      reason: /has run out/,
      mend: "reconnect",
    },
    "conditional access wants to see them": {
      trouble: { kind: "end-refresh-tokens", code: 50076 },
      reason: /sign in again/,
      mend: "reconnect",
    },
    "an administrator blocked the app": {
      trouble: { kind: "block-app" },
      reason: /administrator of your Microsoft organisation has blocked/,
      mend: "reconnect",
    },
    "the permission was taken back": {
      trouble: { kind: "withdraw-scope" },
      reason: /permission was taken back at Microsoft/,
      mend: "reconnect",
    },
    "a claims challenge": { trouble: { kind: "require-claims" }, reason: /sign in again/, mend: "reconnect" },
    "the person was switched off": {
      trouble: { kind: "end-refresh-tokens", code: 50057 },
      reason: /no longer knows this account/,
      mend: "reconnect",
    },
    "a mailbox that is no more": {
      trouble: { kind: "no-mailbox", count: 9 },
      reason: /has no calendar/,
      mend: "other-account",
    },
  },
};

const requests = async () => (await world.act("GET", "/requests")).json.requests.length as number;
const bell = () => listNotifications(world.ctxOf(world.mia));
const attention = () => getCalendarAttention(world.ctxOf(world.mia));
const mailsTo = async (address: string) =>
  (await world.act("GET", `/outbox?to=${address}`)).json.mails.length as number;

async function cancelEvent(title: string): Promise<void> {
  const { json } = await world.act("GET", `/people/${MIA}/events`);
  const event = json.items.find((item: { summary: string }) => item.summary === title);
  await world.act("DELETE", `/people/${MIA}/events/${encodeURIComponent(event.id)}`);
}

async function outcomes(): Promise<Record<string, string>> {
  const rows = await owner<{ title: string; outcome: string }[]>`
    select a.title, m.outcome from meetings m join activities a on a.account_id = m.account_id and a.id = m.id`;
  return Object.fromEntries(rows.map(({ title, outcome }) => [title, outcome]));
}

describe("a grant that dies (RULES C8)", () => {
  it.each(Object.entries(ways[providerUnderTest()]))(
    "%s: the right state within one job, told once, left alone, and whole again after reconnecting",
    async (_name, { trouble, reason, mend }) => {
      await connect(world.mia);
      await pull(world.mia);
      await addEvent("Stays");
      await addEvent("Called off meanwhile");
      await pull(world.mia);
      await openPush(world.mia);
      const { id } = (await connection(world.mia)) ?? { id: "" };

      await world.act("POST", "/trouble", { ...trouble, email: MIA });
      await pull(world.mia);
      expect(await connection(world.mia)).toMatchObject({
        state: "reconnect",
        reason: expect.stringMatching(reason),
        mend,
      });
      expect(await attention()).toMatchObject({ reason: expect.stringMatching(reason), mend });
      expect(await bell()).toMatchObject({
        unread: 1,
        items: [{ tone: "problem", href: "/settings/general/calendar" }],
      });

      const asked = await requests();
      await owner`delete from graphile_worker._private_jobs`;
      await addEvent("Made meanwhile");
      await cancelEvent("Called off meanwhile");
      await pull(world.mia);
      await watchCalendar(world.ctxOf(world.mia), id);
      expect(
        await enqueueDue(database(), new Date(Date.now() + 3_600_000).toISOString(), true, (account) =>
          systemCtx(account, "test"),
        ),
      ).toBe(0);
      expect(await requests()).toBe(asked);
      expect((await bell()).items).toHaveLength(1);

      await world.act("POST", "/trouble/clear");
      const mails = await mailsTo(LEE);
      expect(await connect(world.mia, { intent: "connect" })).toBe("connected");
      await pull(world.mia);
      await pull(world.mia);
      expect(await connection(world.mia)).toMatchObject({ id, state: "in-sync", reason: null, mend: null });
      expect(await cards()).toEqual(["Called off meanwhile", "Made meanwhile", "Stays"]);
      expect(await outcomes()).toEqual({
        "Called off meanwhile": "Canceled",
        "Made meanwhile": "Scheduled",
        Stays: "Scheduled",
      });
      expect(await bell()).toMatchObject({ unread: 0 });
      expect(await attention()).toBeNull();
      expect(await mailsTo(LEE)).toBe(mails);
    },
  );

  it("is told anew when it dies a second time", async () => {
    await connect(world.mia);
    for (const _ of ["once", "twice"]) {
      await pull(world.mia);
      await world.act("POST", "/trouble", { kind: "revoke-grant", email: MIA });
      await pull(world.mia);
      await connect(world.mia, { intent: "connect" });
    }
    expect((await bell()).items).toHaveLength(2);
  });

  it("leaves what an old failure says of tokens that were exchanged meanwhile", async () => {
    await connect(world.mia);
    await pull(world.mia);
    await world.act("POST", "/trouble", { kind: "revoke-grant", email: MIA });
    const { id } = (await connection(world.mia)) ?? { id: "" };
    // The job has read its tokens and is on its way when the person comes back from consent.
    const slow = world.ctxOf(world.mia);
    const provider = slow.providers.get(world.desk.provider);
    const behind = {
      ...slow,
      providers: {
        ...slow.providers,
        get: () => ({
          ...provider,
          async *changes() {
            await connect(world.mia, { intent: "connect" });
            yield* provider.changes({ ...deadAccess, email: MIA }, null);
          },
        }),
      },
    };
    const { syncCalendar } = await import("./sync");
    await syncCalendar(behind, id);
    expect(await connection(world.mia)).toMatchObject({ state: "catching-up", reason: null });
    expect((await bell()).items).toHaveLength(0);
  });
});

/** Tokens nobody takes any more. */
const deadAccess = {
  credentials: () => ({ accessToken: "dead", refreshToken: "dead", expiresAt: null }),
  renew: (
    spent: { accessToken: string; refreshToken: string | null; expiresAt: string | null },
    trade: (current: typeof spent) => Promise<typeof spent>,
  ) => trade(spent),
};
