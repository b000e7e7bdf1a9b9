import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionUser } from "@/lib/domain/accounts/user";
import { inDays, LEE } from "@/lib/sandbox/google/testing/sandbox";
import { enqueueSync } from "@/lib/services/calendar/receive-notification";
import { type CalendarWorld, calendarWorld, connectionOf } from "@/lib/services/testing/calendar-world";
import { insertUser } from "@/lib/services/testing/story";
import { startWorker } from "./worker";

const PEOPLE = Array.from({ length: 10 }, (_, index) => ({
  email: `rep${index}@acme.test`,
  name: `Rep ${index}`,
  timeZone: "UTC",
  role: "rep" as const,
}));

let world: CalendarWorld;
let owner: postgres.Sql;
let reps: SessionUser[];
beforeAll(async () => {
  world = await calendarWorld(PEOPLE);
  owner = postgres(world.url, { max: 2, onnotice: () => undefined });
  reps = await world.inAccount(async (tx) => {
    const made: SessionUser[] = [];
    for (const { name, email } of PEOPLE)
      made.push(await insertUser(tx, world.accountId, { name, email, role: "admin" }));
    return made;
  });
  for (const rep of reps) expect(await world.connect(rep)).toBe("installed");
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

const times = (hour: string) => ({
  start: { dateTime: inDays(3, `${hour}:00`) },
  end: { dateTime: inDays(3, `${hour}:30`) },
});

async function makeEvents(rep: SessionUser): Promise<void> {
  for (const hour of ["08", "09", "10", "11", "12"]) {
    const body = { summary: `${rep.name} ${hour}`, ...times(hour), attendees: [{ email: LEE }] };
    await world.act("POST", `/people/${rep.email}/events`, body);
  }
}

async function leavePull(rep: SessionUser): Promise<void> {
  const connection = await connectionOf(world.ctxOf(rep), rep);
  await world.inAccount((tx) => enqueueSync(tx, world.accountId, connection?.id ?? ""));
}

/** The most workers any one mailbox had at once, looked at until `isOver`. */
async function watchQueues(isOver: () => Promise<boolean>): Promise<number> {
  let most = 0;
  await expect
    .poll(
      async () => {
        const rows = await owner<{ count: number }[]>`
          select count(*)::int as count from graphile_worker._private_jobs
          where locked_at is not null and job_queue_id is not null group by job_queue_id`;
        most = Math.max(most, ...rows.map((row) => row.count));
        return isOver();
      },
      { timeout: 25_000, interval: 5 },
    )
    .toBe(true);
  return most;
}

describe("ten calendars of one account at once", () => {
  it("never have two workers on one mailbox, nor more than four requests in flight at it", async () => {
    await world.act("POST", "/in-flight/reset");
    await Promise.all(reps.map(makeEvents));
    const [one, two] = [
      await startWorker({ concurrency: 6, timetable: false }),
      await startWorker({ concurrency: 6, timetable: false }),
    ];
    const pulls = reps.flatMap((rep) => [leavePull(rep), leavePull(rep)]);
    const saved = reps.flatMap((rep) =>
      ["one", "two", "three", "four"].map((nth) => world.schedule(rep, `${rep.name} ${nth}`)),
    );
    const most = await watchQueues(async () => {
      const [row] = await owner<{ open: number; there: number }[]>`
        select (select count(*)::int from graphile_worker._private_jobs where run_at <= now()) as open,
               (select count(*)::int from meetings where push = 'scheduled') as there`;
      return row?.open === 0 && row.there === 90;
    });
    await Promise.all([...pulls, ...saved]);
    await Promise.all([one.stop(), two.stop()]);
    expect(most).toBe(1);
    const { peaks } = (await world.act("GET", "/in-flight")).json as { peaks: Record<string, number> };
    expect(Object.keys(peaks).sort()).toEqual(reps.map((rep) => rep.email).sort());
    expect(Math.max(...Object.values(peaks))).toBeLessThanOrEqual(4);
    expect(await owner`select from meetings where push <> 'scheduled'`).toHaveLength(0);
    const mails = (await world.act("GET", `/outbox?to=${LEE}`)).json.mails as { subject: string }[];
    expect(mails).toHaveLength(90);
  });
});
