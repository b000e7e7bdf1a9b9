import { describe, expect, it } from "vitest";
import type { Access } from "@/lib/domain/calendar/provider";
import { accessUntil, oneAhead } from "./read-ahead";
import { RoundOver } from "./round";

const tick = () => new Promise((resolve) => setImmediate(resolve));

/** Says what it makes, and when it is told to stop. */
function counting(log: string[], upTo: number, failsAt = Number.NaN) {
  return async function* (stop: AbortSignal): AsyncGenerator<number, void> {
    try {
      for (let made = 1; made <= upTo; made += 1) {
        await tick();
        if (made === failsAt) throw new Error(`no ${made}`);
        log.push(`made ${made}`);
        yield made;
      }
    } finally {
      log.push(stop.aborted ? "stopped" : "ended");
    }
  };
}

describe("oneAhead", () => {
  it("makes the next item while one is worked on, and never the one after that", async () => {
    const log: string[] = [];
    for await (const item of oneAhead(counting(log, 3))) {
      for (let ticks = 0; ticks < 5; ticks += 1) await tick();
      log.push(`used ${item}`);
    }
    expect(log).toEqual(["made 1", "made 2", "used 1", "made 3", "used 2", "ended", "used 3"]);
  });

  it("tells a failure when its turn comes, after the item before it was worked on", async () => {
    const log: string[] = [];
    const all = async () => {
      for await (const item of oneAhead(counting(log, 3, 2))) {
        for (let ticks = 0; ticks < 5; ticks += 1) await tick();
        log.push(`used ${item}`);
      }
    };
    await expect(all()).rejects.toThrow("no 2");
    expect(log).toEqual(["made 1", "ended", "used 1"]);
  });

  it("has the source stopped before whoever fails goes on", async () => {
    const log: string[] = [];
    const all = async () => {
      for await (const item of oneAhead(counting(log, 9))) throw new Error(`not with ${item}`);
    };
    await expect(all()).rejects.toThrow("not with 1");
    expect(log).toEqual(["made 1", "made 2", "stopped"]);
  });
});

it("an access ends with its round, before the next call is made", () => {
  const stop = new AbortController();
  const credentials = { accessToken: "a", refreshToken: "r", expiresAt: null };
  const access: Access = {
    email: "mia@acme.test",
    credentials: () => credentials,
    renew: async () => credentials,
  };
  const until = accessUntil(stop.signal, access);
  expect(until.credentials()).toBe(credentials);
  stop.abort();
  expect(() => until.credentials()).toThrow(RoundOver);
});
