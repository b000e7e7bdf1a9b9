import { expect, it } from "vitest";
import { type ContractTraits, type ContractTrouble, credentials, TokenStore, world } from "./world.testing";

const expectations: [ContractTrouble, object][] = [
  ["grant-dies", { kind: "reauthorise", why: "revoked" }],
  ["claims", { kind: "reauthorise", why: "sign-in", claims: expect.stringContaining("access_token") }],
  ["admin-blocks", { kind: "reauthorise", why: "scope" }],
  ["no-calendar", { kind: "no-calendar" }],
  ["mailbox-moves", { kind: "temporary", retryAfterMs: 900_000 }],
  ["slow-down", { kind: "slow-down", retryAfterMs: 2_000 }],
  ["rate-limit", { kind: "slow-down" }],
  ["quota", { kind: "quota" }],
  ["server-error", { kind: "temporary", retryAfterMs: null }],
  ["silence", { kind: "temporary" }],
];

/** Every failure in our words, without a second call and without provider text; afterwards all is well again. */
export function describeFailures({ troubles }: ContractTraits): void {
  it.each(expectations.filter(([trouble]) => troubles.includes(trouble)))("%s", async (trouble, expected) => {
    const store = new TokenStore(credentials());
    const call = () => world().provider.serverTime(store.open(world().me));
    await world().trouble(trouble);
    const failure = await call().catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "ProviderError", ...expected });
    expect(String(failure)).not.toContain(credentials().accessToken);
    expect(store.trades).toEqual([]);
    await world().calm();
    if (trouble !== "grant-dies") expect(await call()).toEqual(expect.any(String));
  });
}
