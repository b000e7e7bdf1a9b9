import { describe, expect, it } from "vitest";
import { seal } from "@/lib/crypto";
import type { ConnectResult } from "@/lib/domain/calendar/connection";
import { minutes, shift } from "@/lib/domain/time/instant";
import { settings } from "@/lib/env";
import { BOB, EVENTS_SCOPE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { waitingJobs } from "../testing/calendar-world";
import { providerUnderTest } from "../testing/desk";
import {
  addEvent,
  ana,
  begin,
  brought,
  cards,
  comeBack,
  connect,
  connection,
  eachStartsFresh,
  leave,
  nothing,
  owner,
  page,
  pull,
  stored,
  world,
} from "./connecting.testing";
import { getCalendarSettings } from "./get-settings";
import { startConnect } from "./start-connect";

eachStartsFresh();

describe("installing and connecting (RULES C1, C3)", () => {
  it("installs for the account and connects the administrator at once", async () => {
    expect(await connect(world.mia)).toBe("installed");
    const { id } = (await connection(world.mia)) ?? { id: "" };
    expect(await stored()).toMatchObject({ connections: 1, installed: [world.desk.provider] });
    expect((await waitingJobs(world.url)).map(({ key }) => key).sort()).toEqual([
      `sync:${id}`,
      `watch:${id}`,
    ]);
    const view = await getCalendarSettings(world.ctxOf(world.mia));
    expect(view).toMatchObject({
      connection: { email: MIA, state: "catching-up", seen: 0, delivery: "poll-for-now" },
      installed: { provider: world.desk.provider, installedBy: { id: world.mia.id } },
      mayInstall: true,
    });
  });

  it("lets a member connect after the install, and install never", async () => {
    expect(await begin(world.bob, "connect")).toMatchObject({ ok: false, result: "not-installed" });
    expect(await begin(world.bob, "install")).toMatchObject({ ok: false, result: "not-admin" });
    await connect(world.mia);
    expect(await connect(world.bob, { intent: "connect" })).toBe("connected");
    expect(await connection(world.bob)).toMatchObject({ email: BOB, disconnectedAt: null });
    expect(await begin(world.bob, "install")).toMatchObject({ ok: false, result: "not-admin" });
  });

  it("brings nothing of what was there before (RULES I4)", async () => {
    await addEvent("Older");
    // The provider's clock is read from a header that knows whole seconds only.
    const nextSecond = (Math.floor(Date.now() / 1_000) + 1) * 1_000;
    await expect.poll(() => Date.now()).toBeGreaterThan(nextSecond);
    await connect(world.mia);
    await pull(world.mia);
    expect(await cards()).toEqual([]);
  });
});

describe("one app per account (RULES C4)", () => {
  const other = () => (world.desk.provider === "google" ? "microsoft" : "google");
  const installOther = () => owner`
    insert into installed_integrations (account_id, provider, installed_by, installed_at)
    values (${world.accountId}, ${other()}, ${ana.id}, now())`;

  it("refuses while the other app is installed, at the start and on the way back", async () => {
    const left = await leave(world.mia);
    await installOther();
    expect(await comeBack(world.mia, left)).toBe("other-installed");
    expect(await begin(world.mia, "install")).toMatchObject({ ok: false, result: "other-installed" });
    expect(await begin(world.bob, "connect")).toMatchObject({ ok: false, result: "other-installed" });
    expect(await stored()).toEqual({ connections: 0, installed: [other()], jobs: 0 });
  });

  it("installs once when two administrators press at once, and connects both", async () => {
    const [first, second] = [await leave(world.mia), await leave(ana, { account: BOB })];
    expect(await Promise.all([comeBack(world.mia, first), comeBack(ana, second)])).toEqual([
      "installed",
      "installed",
    ]);
    expect(await stored()).toMatchObject({ connections: 2, installed: [world.desk.provider] });
  });

  it("installs one of the two apps when two administrators press at once, and refuses the other clearly", async () => {
    const desks = world.desks;
    const mias = await leave(world.mia, {}, desks.google);
    const anas = await leave(ana, { account: BOB }, desks.microsoft);
    const results = await Promise.all([comeBack(world.mia, mias), comeBack(ana, anas)]);
    expect(results.sort()).toEqual(["installed", "other-installed"]);
    const { installed, connections } = await stored();
    expect([installed?.length, connections]).toEqual([1, 1]);
  });

  it("lets nobody but the database's own rule past it: a second app cannot even be stored", async () => {
    await connect(world.mia);
    await expect(installOther()).rejects.toThrow(/installed_integrations_pkey/);
  });

  it("connects once when one person comes back in two tabs", async () => {
    await connect(world.mia);
    const tabs = [
      await leave(world.bob, { intent: "connect" }),
      await leave(world.bob, { intent: "connect" }),
    ];
    expect(await Promise.all(tabs.map((left) => comeBack(world.bob, left)))).toEqual([
      "connected",
      "connected",
    ]);
    expect(await stored()).toMatchObject({ connections: 2 });
  });

  it("refuses a calendar a teammate has connected, and leaves one's own as it was", async () => {
    await connect(world.mia);
    await connect(world.bob, { intent: "connect" });
    expect(await connect(world.bob, { intent: "connect", account: MIA })).toBe("account-taken");
    expect(await connection(world.bob)).toMatchObject({ email: BOB, disconnectedAt: null });
  });
});

describe("every way it can end without a connection (RULES C7)", () => {
  const forged = { provider: providerUnderTest(), state: "x" };
  const ways: [string, () => Promise<ConnectResult>, ConnectResult][] = [
    ["consent refused", () => connect(world.mia, { decision: "cancel" }), "denied"],
    [
      "another state",
      async () => {
        const left = await leave(world.mia);
        return comeBack(world.mia, { ...left, answer: brought(left.answer, { state: "forged" }) });
      },
      "state-mismatch",
    ],
    [
      "no state",
      async () => {
        const left = await leave(world.mia);
        return comeBack(world.mia, { ...left, answer: brought(left.answer, { state: null }) });
      },
      "state-mismatch",
    ],
    [
      "no code",
      async () => {
        const left = await leave(world.mia);
        return comeBack(world.mia, { ...left, answer: brought(left.answer, { code: null }) });
      },
      "failed",
    ],
    [
      "no cookie",
      async () => {
        const left = await leave(world.mia);
        return comeBack(world.mia, { ...left, sealed: null });
      },
      "state-mismatch",
    ],
    [
      "a cookie sealed for something else",
      async () => {
        const left = await leave(world.mia);
        const sealed = seal(settings().appSecrets, "calendar-tokens", JSON.stringify(forged));
        return comeBack(world.mia, { ...left, sealed });
      },
      "state-mismatch",
    ],
    ["another person's cookie", async () => comeBack(ana, await leave(world.mia)), "session-expired"],
    [
      "eleven minutes later",
      async () => comeBack(world.mia, await leave(world.mia), shift(new Date().toISOString(), minutes(11))),
      "session-expired",
    ],
    [
      "a made-up code",
      async () => {
        const left = await leave(world.mia);
        return comeBack(world.mia, { ...left, answer: brought(left.answer, { code: "4/made-up" }) });
      },
      "code-reused",
    ],
    [
      "sign-in down",
      async () => {
        const left = await leave(world.mia);
        await world.act("POST", "/trouble", { kind: "server-error-500", count: 9, pathContains: "/token" });
        return comeBack(world.mia, left);
      },
      "provider-down",
    ],
    [
      "the calendar down",
      async () => {
        const left = await leave(world.mia);
        await world.act("POST", "/trouble", { kind: "server-error-500" });
        return comeBack(world.mia, left);
      },
      "provider-down",
    ],
  ];
  it.runIf(providerUnderTest() === "google")("the calendar unticked at Google", async () => {
    expect(await connect(world.mia, { untick: [EVENTS_SCOPE] })).toBe("scope-missing");
    expect(await stored()).toEqual(nothing);
  });

  it.each(ways)("%s: one word, nothing half-stored, and the next try works", async (_way, go, result) => {
    expect(await go()).toBe(result);
    expect(await stored()).toEqual(nothing);
    await world.act("POST", "/trouble/clear");
    expect(await connect(world.mia)).toBe("installed");
  });

  it("an administrator's approval, given or refused, stores nothing and needs no flow of this browser", async () => {
    const back = (query: string) =>
      comeBack(world.mia, {
        provider: world.desk.provider,
        sealed: null,
        answer: new URLSearchParams(query),
      });
    expect(await back("admin_consent=True&tenant=t&state=s")).toBe("admin-approved");
    const refused =
      "admin_consent=True&error=access_denied&error_description=AADSTS65004%3A+declined&state=s";
    expect(await back(refused)).toBe("denied");
    expect(await stored()).toEqual(nothing);
  });

  it("takes a code once", async () => {
    const left = await leave(world.mia);
    expect(await comeBack(world.mia, left)).toBe("installed");
    const before = await connection(world.mia);
    expect(await comeBack(world.mia, left)).toBe("code-reused");
    expect(await connection(world.mia)).toEqual(before);
  });

  it("says so where the server has no client settings", async () => {
    const bare = {
      ...world.ctxOf(world.mia),
      providers: { ...world.ctxOf(world.mia).providers, has: () => false },
    };
    const start = await startConnect(bare, {
      provider: world.desk.provider,
      intent: "install",
      returnTo: "https://evil.example",
    });
    expect(start).toEqual({ ok: false, result: "not-configured", returnTo: page });
  });
});
