import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LEE } from "@/lib/sandbox/google/testing/sandbox";
import { cancelEvent } from "../meetings/cancel-event";
import { deleteMeeting } from "../meetings/delete";
import { retryPush } from "../meetings/retry-push";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";
import { insertUser } from "../testing/story";
import { systemCtx } from "../wiring";
import { listWrites } from "./list-writes";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
});
afterAll(() => world.close());

const ctx = () => world.ctxOf(world.mia);
const written = async () => (await listWrites(ctx(), {})).rows;

describe("the ledger of writes (RULES O6)", () => {
  it("tells of an invitation who asked, what was set, who was mailed and why", async () => {
    const { meetingId } = await world.schedule(world.mia, "Written down");
    expect(await written()).toMatchObject([
      {
        operation: "insert",
        result: "done",
        by: "Mia Berg",
        title: "Written down",
        changed: ["title", "time", "guests"],
        mailed: [LEE],
        reason: "A meeting was scheduled in Almanac.",
        record: { kind: "contact", id: world.lee.id },
      },
    ]);
    await deleteMeeting(ctx(), { meetingId, alsoCancelEvent: true });
    const [promised] = await written();
    expect(promised).toMatchObject({ operation: "cancel", result: "asked", title: null, mailed: [LEE] });
    const [row] = await world.inAccount(async (tx) => {
      const { providerWrites } = await import("@/db/schema/sync");
      return (await tx.select().from(providerWrites)).filter((write) => write.operation === "cancel");
    });
    const { connectionId = "", eventId = "" } = row ?? {};
    await cancelEvent(systemCtx(world.accountId, "test"), { connectionId, meetingId, eventId });
    expect((await written())[0]).toMatchObject({
      operation: "cancel",
      result: "done",
      changed: ["cancelled"],
      reason: "The meeting was deleted in Almanac, and its event was to be cancelled as well.",
    });
  });

  it("tells of a try whose answer was lost, and of the one after it that mailed nobody", async () => {
    const kind = "drop-connection-after-write";
    await world.act("POST", "/trouble", { kind, method: "POST" });
    const { meetingId } = await world.schedule(world.mia, "Lost answer");
    await world.act("POST", "/trouble/clear");
    await retryPush(ctx(), { meetingId });
    const [second, first] = (await written()).filter((write) => write.title === "Lost answer");
    expect(first).toMatchObject({ result: "unknown", reason: "A meeting was scheduled in Almanac." });
    expect(second).toMatchObject({
      result: "already-there",
      reason: expect.stringContaining("no certain answer"),
    });
    const { json } = await world.act("GET", `/outbox?to=${LEE}`);
    expect(json.mails.filter((mail: { title: string }) => mail.title === "Lost answer")).toHaveLength(1);
  });

  it("shows nobody what was written to another person's calendar, administrators included", async () => {
    const ann = await world.inAccount((tx) =>
      insertUser(tx, world.accountId, { name: "Ann", email: "ann@acme.test", role: "admin" }),
    );
    for (const other of [ann, world.bob])
      expect(await listWrites(world.ctxOf(other), {})).toEqual({ rows: [], nextCursor: null });
  });
});
