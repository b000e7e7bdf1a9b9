import { describe, expect, it } from "vitest";
import { ProviderError } from "@/lib/domain/errors";
import { hours, minutes, shift } from "@/lib/domain/time/instant";
import { setSyncing } from "../calendar/set-syncing";
import { waitingJobs } from "../testing/calendar-world";
import {
  addFive,
  begin,
  connectMia,
  count,
  eachStartsFresh,
  job,
  mailbox,
  mia,
  narrow,
  now,
  owner,
  walk,
  world,
} from "./earlier.testing";
import { walkBackFill } from "./walk";

eachStartsFresh();

const keys = async () => (await waitingJobs(world.url)).map(({ key }) => key);

describe("a calendar that cannot be read for a while", () => {
  it("holds the back-fill up, and the first pull that works sets it going where it was", async () => {
    await addFive();
    await connectMia();
    const id = await begin();
    await walkBackFill(narrow(2), id);
    await world.act("POST", "/trouble", { kind: "revoke-grant", email: world.mia.email });
    await world.pull(world.mia);
    expect(await mailbox()).toMatchObject({ state: "reconnect" });
    await owner`delete from graphile_worker._private_jobs`;
    await walkBackFill(job(), id);
    expect(await now()).toMatchObject({ state: "counting", considered: 2 });
    expect(await keys()).toEqual([]);
    await world.connect(world.mia, "connect");
    expect(await keys()).toContain(`back-fill:${id}`);
    await walk(narrow(2));
    expect(await now()).toMatchObject({ state: "ready", meetings: 5, considered: 5 });
  });

  it("says in the connection that the provider wants less, asks nothing meanwhile, and goes on then", async () => {
    await addFive();
    await connectMia();
    const id = await begin();
    await world.act("POST", "/trouble", { kind: "rate-limit-429", retryAfter: 120 });
    await walkBackFill(job(), id);
    expect(await mailbox()).toMatchObject({ state: "paused" });
    const asked = (await world.act("GET", "/requests")).json.requests.length;
    await walkBackFill(job(), id);
    expect((await world.act("GET", "/requests")).json.requests.length).toBe(asked);
    expect(await keys()).toContain(`back-fill:${id}`);
    await world.act("POST", "/trouble/clear");
    const later = shift(job().now(), minutes(5));
    await walk({ ...job(), now: () => later });
    expect(await now()).toMatchObject({ state: "ready", meetings: 5 });
  });

  it("nor is it read while its switch is off", async () => {
    await addFive();
    await connectMia();
    const id = await begin();
    await setSyncing(mia(), { syncing: false });
    await walkBackFill(job(), id);
    expect(await now()).toMatchObject({ state: "counting", considered: 0 });
    await setSyncing(mia(), { syncing: true });
    await owner`delete from graphile_worker._private_jobs`;
    await world.pull(world.mia);
    expect(await keys()).toContain(`back-fill:${id}`);
    await walk();
    expect(await now()).toMatchObject({ state: "ready", meetings: 5 });
  });
});

describe("a provider that fails a back-fill alone", () => {
  const failing = (error: Error, at: string) => ({
    ...narrow(2, () => Promise.reject(error)),
    now: () => at,
  });

  it("is asked again after doubling waits, and given up after six hours without a page", async () => {
    await addFive();
    await connectMia();
    const id = await begin();
    const silent = new ProviderError("temporary", "no answer");
    let at = (await now()).startedAt;
    const waits: number[] = [];
    for (let nth = 0; nth < 8; nth += 1) {
      await owner`delete from graphile_worker._private_jobs`;
      await walkBackFill(failing(silent, at), id);
      const [next] = await owner<{ at: Date }[]>`
        select run_at as at from graphile_worker._private_jobs where key = ${`back-fill:${id}`}`;
      const runAt = next?.at.toISOString() ?? "";
      waits.push(Math.round((Date.parse(runAt) - Date.parse(at)) / 1_000));
      at = runAt;
    }
    expect(waits).toEqual([1, 1, 2, 4, 8, 16, 32, 64]);
    expect(await now()).toMatchObject({
      state: "counting",
      reason: `${world.desk.app} does not answer at the moment. We keep trying.`,
    });
    expect(await mailbox()).toMatchObject({ state: "in-sync", failures: 0 });
    await walkBackFill(failing(silent, shift(at, hours(6))), id);
    expect(await now()).toMatchObject({
      state: "failed",
      reason: expect.stringMatching(/After six hours without a step it was given up/),
    });
    expect(await count(30)).toMatchObject({ state: "ready", meetings: 5 });
  });

  it("is believed when it refuses, and said so", async () => {
    await connectMia();
    const id = await begin();
    await walkBackFill(failing(new ProviderError("refused", "no"), (await now()).startedAt), id);
    expect(await now()).toMatchObject({
      state: "failed",
      reason: `${world.desk.app} refused to list the earlier events.`,
    });
    expect(await mailbox()).toMatchObject({ state: "in-sync" });
  });
});
