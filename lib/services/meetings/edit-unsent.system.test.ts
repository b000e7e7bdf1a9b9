import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { disconnectCalendar, uninstallIntegration } from "../calendar/disconnect";
import { setSyncing } from "../calendar/set-syncing";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";
import { systemCtx } from "../wiring";
import { editMeeting } from "./edit";
import { getEditDefaults } from "./get-edit-defaults";
import { updateEvent } from "./update-event";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
});
afterAll(() => world.close());
beforeEach(() => world.act("POST", "/trouble/clear"));

const ctx = () => world.ctxOf(world.mia);
const job = (meetingId: string) => updateEvent(systemCtx(world.accountId, "test"), meetingId);

/** A meeting whose change could not be sent, since its calendar answered nothing just then. */
async function unsent(title: string): Promise<string> {
  const { meetingId } = await world.schedule(world.mia, title);
  const { fields, outcome, internalNote } = await getEditDefaults(ctx(), meetingId);
  await world.act("POST", "/trouble", { kind: "server-error-500", count: 1 });
  const after = { ...fields, title: `${title}, changed` };
  const input = { meetingId, sends: true, before: fields, after, outcome, internalNote };
  expect(await editMeeting(ctx(), input)).toMatchObject({ result: "waiting" });
  await world.act("POST", "/trouble/clear");
  return meetingId;
}

async function card(meetingId: string) {
  const cards = await world.meetingsOf(world.mia, world.lee);
  return cards.find((entry) => entry.meetingId === meetingId);
}

describe("a change that could not be sent (RULES O8)", () => {
  it("waits for the same account's return, and goes out then", async () => {
    const id = await unsent("Away for a while");
    await disconnectCalendar(ctx());
    expect(await job(id)).toEqual({ result: "waiting", note: "Reconnect your calendar to send the update." });
    expect((await card(id))?.calendar.edit).toMatchObject({ state: "waiting" });
    expect(await world.connect(world.mia, "connect")).toBe("connected");
    expect(await job(id)).toEqual({ result: "sent", note: null });
    expect(await card(id)).toMatchObject({ title: "Away for a while, changed", calendar: { edit: null } });
  });

  it("waits while the switch is off, and goes out once it is on", async () => {
    const id = await unsent("Switched off");
    await setSyncing(ctx(), { syncing: false });
    expect(await job(id)).toMatchObject({
      result: "waiting",
      note: expect.stringContaining("Sync my calendar"),
    });
    await setSyncing(ctx(), { syncing: true });
    expect(await job(id)).toMatchObject({ result: "sent" });
    await world.pull(world.mia);
    expect(await card(id)).toMatchObject({ title: "Switched off, changed" });
  });

  it("waits behind a dead grant, and says whose turn it is", async () => {
    const id = await unsent("Revoked");
    await world.act("POST", "/trouble", { kind: "revoke-grant", email: "mia@acme.test" });
    expect(await job(id)).toEqual({ result: "waiting", note: "Reconnect your calendar to send the update." });
    expect(await world.connect(world.mia, "connect")).toBe("connected");
    expect(await job(id)).toMatchObject({ result: "sent" });
  });

  it("is not made any more once the app is uninstalled, and its card says so", async () => {
    const id = await unsent("Uninstalled");
    await uninstallIntegration(ctx());
    expect(await job(id)).toMatchObject({ result: "not-made" });
    expect(await card(id)).toMatchObject({
      title: "Uninstalled",
      calendar: { edit: { state: "lost", note: expect.stringContaining("disconnected before") } },
    });
    expect(await world.connect(world.mia)).toBe("installed");
    expect(await job(id)).toMatchObject({ result: "not-made" });
    expect(await card(id)).toMatchObject({ title: "Uninstalled" });
  });
});
