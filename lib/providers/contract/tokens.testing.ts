import { expect, it } from "vitest";
import type { Access, Credentials } from "@/lib/domain/calendar/provider";
import { credentials, TokenStore, traits, world } from "./world.testing";

const call = (given: Access) => world().provider.serverTime(given);

/** How tokens are renewed: in time, once, by one caller at a time, and stored before anything else happens. */
export function describeTokens(): void {
  describeTrades();
  describeFailedTrades();
}

function describeTrades(): void {
  it("stores new tokens before it answers", async () => {
    await world().trouble("access-expires");
    const order: string[] = [];
    const store = new TokenStore(credentials(), async () => {
      await new Promise((resolve) => setImmediate(resolve));
      order.push("stored");
    });
    await call(store.open(world().me));
    order.push("answered");
    expect(order).toEqual(["stored", "answered"]);
    expect(store.trades[0]?.expiresAt).toEqual(expect.any(String));
    expect(store.trades[0]?.accessToken).not.toBe(credentials().accessToken);
    const isKept = store.trades[0]?.refreshToken === credentials().refreshToken;
    expect(isKept).toBe(!traits().rotatesRefreshTokens);
  });
  it("renews tokens that are about to run out, and leaves the others alone", async () => {
    const inMinutes = (minutes: number): Credentials => ({
      ...credentials(),
      expiresAt: new Date(Date.now() + minutes * 60_000).toISOString(),
    });
    const [old, young] = [new TokenStore(inMinutes(4)), new TokenStore(inMinutes(6))];
    await call(young.open(world().me));
    await call(old.open(world().me));
    expect([old.trades.length, young.trades.length]).toEqual([1, 0]);
  });
  it("trades once for two callers, and with the newest refresh token ever after", async () => {
    const store = new TokenStore(credentials());
    const [one, other] = [store.open(world().me), store.open(world().me)];
    await world().trouble("access-expires");
    await Promise.all([call(one), call(one), call(other)]);
    expect(store.trades).toHaveLength(1);
    const late = store.open(world().me);
    await world().trouble("access-expires");
    await call(one);
    expect(store.trades).toHaveLength(2);
    await call(late);
    expect(store.trades).toHaveLength(2);
    await world().trouble("access-expires");
    await call(late);
    expect(store.trades).toHaveLength(3);
  });
}

function describeFailedTrades(): void {
  it("fails, and harms nothing else, when new tokens cannot be stored", async () => {
    await world().trouble("access-expires");
    const store = new TokenStore(credentials(), () => Promise.reject(new Error("the database is away")));
    await expect(call(store.open(world().me))).rejects.toThrow("the database is away");
  });
  it("takes no passing fault of the sign-in for a dead grant", async () => {
    const store = new TokenStore(credentials());
    const given = store.open(world().me);
    await world().trouble("access-expires");
    await world().trouble("sign-in-down");
    await expect(call(given)).rejects.toMatchObject({ kind: "temporary" });
    await world().calm();
    await call(given);
    expect(store.trades).toHaveLength(1);
  });
  it("asks for consent when a fresh token is not taken either, or there is nothing to trade", async () => {
    await world().trouble("access-expires");
    const nothing = new TokenStore({ ...credentials(), refreshToken: null });
    await expect(call(nothing.open(world().me))).rejects.toMatchObject({ kind: "reauthorise" });
    let trades = 0;
    const stubborn: Access = {
      email: world().me,
      credentials,
      renew: async (spent) => {
        trades += 1;
        return spent;
      },
    };
    await expect(call(stubborn)).rejects.toMatchObject({ kind: "reauthorise" });
    expect(trades).toBe(1);
  });
}
