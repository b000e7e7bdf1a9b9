import { beforeEach, describe, expect, it } from "vitest";
import { BOB, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { pushMeeting } from "../meetings/push";
import { waitingJobs } from "../testing/calendar-world";
import { form } from "../time-off/time-off.testing";
import { addTimeOff } from "../time-off/write";
import { systemCtx } from "../wiring";
import { openAccess } from "./access";
import {
  addEvent,
  begin,
  cards,
  channels,
  connect,
  connection,
  eachStartsFresh,
  openPush,
  owner,
  pull,
  stored,
  world,
} from "./connecting.testing";
import { disconnectCalendar, uninstallIntegration } from "./disconnect";
import { getCalendarSettings } from "./get-settings";
import { syncCalendar } from "./sync";

eachStartsFresh();

describe("tokens", () => {
  it("stand sealed in one column, and nowhere in plain text", async () => {
    await connect(world.mia);
    const mailbox = (await connection(world.mia)) ?? { id: "", email: "" };
    await openPush(world.mia);
    const credentials = (await openAccess(world.ctxOf(world.mia), mailbox)).credentials();
    const tables = await owner<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`;
    const everything = await Promise.all(
      tables.map(({ name }) => owner.unsafe(`select t::text as row from ${name} t`)),
    );
    const text = JSON.stringify(everything);
    expect(text).toContain("v1.1.");
    for (const secret of [credentials.accessToken, credentials.refreshToken ?? ""]) {
      expect(secret.length).toBeGreaterThan(20);
      expect(text).not.toContain(secret);
    }
  });
});

/** Schedules a meeting while the provider is down: its invitation waits. */
async function promise(title: string): Promise<void> {
  await world.act("POST", "/trouble", { kind: "server-error-500", method: "POST", seconds: 60 });
  const { push } = await world.schedule(world.mia, title);
  expect(push).toBe("pending");
}

describe("leaving and coming back (RULES C6)", () => {
  beforeEach(async () => {
    await connect(world.mia);
    await pull(world.mia);
    await addEvent("First");
    await pull(world.mia);
    await openPush(world.mia);
  });

  it("disconnects: the channel is stopped, the tokens are forgotten, the meetings stay", async () => {
    const { id } = (await connection(world.mia)) ?? { id: "" };
    expect(await channels()).toHaveLength(1);
    await disconnectCalendar(world.ctxOf(world.mia));
    expect(await channels()).toEqual([]);
    const [row] = await owner`select credentials, state from calendar_connections where id = ${id}`;
    expect(row).toEqual({ credentials: null, state: "disconnected" });
    expect(await owner`select from watch_channels where stopped_at is null`).toHaveLength(0);
    await addEvent("Unseen");
    await syncCalendar(world.ctxOf(world.mia), id);
    expect(await cards()).toEqual(["First"]);
    await disconnectCalendar(world.ctxOf(world.mia));
    expect(await stored()).toMatchObject({ installed: [world.desk.provider] });
  });

  it("resumes the same account in its row and catches up without duplicates", async () => {
    const { id } = (await connection(world.mia)) ?? { id: "" };
    await disconnectCalendar(world.ctxOf(world.mia));
    await addEvent("Meanwhile");
    expect(await connect(world.mia, { intent: "connect" })).toBe("connected");
    await pull(world.mia);
    await pull(world.mia);
    expect((await connection(world.mia))?.id).toBe(id);
    expect(await cards()).toEqual(["First", "Meanwhile"]);
  });

  it("starts fresh with another account, and stops the old one's channel", async () => {
    const { id } = (await connection(world.mia)) ?? { id: "" };
    expect(await connect(world.mia, { intent: "connect", account: BOB })).toBe("switched");
    await pull(world.mia);
    expect(await channels()).toEqual([]);
    expect(await connection(world.mia)).toMatchObject({ email: BOB });
    expect((await connection(world.mia))?.id).not.toBe(id);
    expect(await cards()).toEqual(["First"]);
  });

  it("stops the former channel at the provider when the same account is connected again", async () => {
    const [old] = await channels();
    expect(await connect(world.mia, { intent: "connect" })).toBe("connected");
    expect(await channels()).toEqual([]);
    await openPush(world.mia);
    expect((await channels()).map(({ id }) => id)).not.toContain(old?.id);
    expect(await channels()).toHaveLength(1);
  });

  it("opens a new channel after a grant has died, since the old one is dead without notice", async () => {
    const [old] = await channels();
    await world.act("POST", "/trouble", { kind: "revoke-grant", email: MIA });
    await pull(world.mia);
    expect(await connection(world.mia)).toMatchObject({ state: "reconnect" });
    expect(await connect(world.mia, { intent: "connect" })).toBe("connected");
    await openPush(world.mia);
    expect((await channels()).filter(({ id }) => id !== old?.id)).toHaveLength(1);
  });

  it("says beforehand what an uninstall would do, to administrators alone", async () => {
    await connect(world.bob, { intent: "connect" });
    await promise("Waits");
    await addTimeOff(world.ctxOf(world.mia), form());
    const { effects, team } = await getCalendarSettings(world.ctxOf(world.mia));
    expect(effects?.people.map(({ name }) => name).sort()).toEqual(["Bob Ray", "Mia Berg"]);
    expect(effects).toMatchObject({ pendingInvitations: 1, pendingTimeOff: 1, meetings: 2 });
    expect(team.map(({ user }) => user.name).sort()).toEqual(["Bob Ray", "Mia Berg"]);
    expect(await getCalendarSettings(world.ctxOf(world.bob))).toMatchObject({
      effects: null,
      installed: { installedBy: { name: "Mia Berg" } },
    });
  });

  it("keeps what waited for its invitation in the CRM alone, also after another install", async () => {
    await promise("Waits");
    await uninstallIntegration(world.ctxOf(world.mia));
    expect(await owner`select push, push_note from meetings where source = 'crm'`).toEqual([
      { push: "local", push_note: null },
    ]);
    expect(await connect(world.mia)).toBe("installed");
    await world.act("POST", "/trouble/clear");
    expect((await waitingJobs(world.url)).filter(({ task }) => task === "meetings.push")).toHaveLength(1);
    const [row] = await owner<{ id: string }[]>`select id from meetings where source = 'crm'`;
    expect(await pushMeeting(systemCtx(world.accountId, "test"), row?.id ?? "")).toMatchObject({
      push: "local",
    });
  });

  it("uninstalls for everyone, keeps the meetings, and can be installed again", async () => {
    await connect(world.bob, { intent: "connect" });
    await expect((async () => uninstallIntegration(world.ctxOf(world.bob)))()).rejects.toMatchObject({
      code: "forbidden",
    });
    await uninstallIntegration(world.ctxOf(world.mia));
    expect([await connection(world.mia), await connection(world.bob)]).toEqual([null, null]);
    expect(await stored()).toMatchObject({ installed: [] });
    expect(await owner`select from calendar_connections where credentials is not null`).toHaveLength(0);
    expect(await channels()).toEqual([]);
    expect(await cards()).toEqual(["First"]);
    expect(await begin(world.bob, "connect")).toMatchObject({ ok: false, result: "not-installed" });
    expect(await connect(world.mia)).toBe("installed");
  });
});
