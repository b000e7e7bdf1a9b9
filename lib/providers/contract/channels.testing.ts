import { expect, it, onTestFinished } from "vitest";
import { newId, randomToken } from "@/lib/crypto";
import type { Channel, Signal } from "@/lib/domain/calendar/provider";
import { startReceiver } from "./receiver.testing";
import { access, type ContractTraits, type ContractTrouble, create, traits, world } from "./world.testing";

async function opened() {
  const receiver = await startReceiver(world().provider);
  const secret = randomToken();
  const open = async (id = newId()): Promise<Channel> => {
    const channel = await world().provider.watch(access(), { id, secret, address: receiver.address });
    onTestFinished(() => world().provider.stopWatching(access(), channel));
    return channel;
  };
  onTestFinished(async () => void (await receiver.close()));
  const heard = (kind: Signal["kind"]) => receiver.signals.filter((signal) => signal.kind === kind);
  return { ...receiver, secret, heard, channel: await open(), open };
}

/** Push channels: opening, what they say, prolonging, ending. */
export function describeChannels(traits: ContractTraits): void {
  describeOpening();
  describeLife(traits);
}

function describeOpening(): void {
  it("opens a channel that tells of changes with its secret, and stops for good", async () => {
    const { provider } = world();
    const { channel, signals, handshakes, heard, secret } = await opened();
    expect(handshakes()).toBe(traits().handshakes);
    const { id: channelId, resourceId } = channel;
    expect(Date.parse(channel.expiresAt ?? "")).toBeGreaterThan(Date.now() + 86_400_000);
    const event = await create("Told of");
    await expect.poll(() => heard("change").length).toBeGreaterThan(0);
    for (const signal of signals) expect(signal).toMatchObject({ channelId, resourceId, secret });
    expect(heard("hello")).toHaveLength(traits().greets ? 1 : 0);
    expect(heard("change")[0]?.eventId).toBe(traits().namesEvents ? event : null);
    await provider.stopWatching(access(), channel);
    await provider.stopWatching(access(), channel);
    await provider.stopWatching(access(), { id: newId(), resourceId: null });
  });
  it("opens a new one while an old one stands", async () => {
    const { heard, open } = await opened();
    const second = await open();
    await create("Told of anew");
    const isTold = () => heard("change").some((signal) => signal.channelId === second.id);
    await expect.poll(isTold).toBe(true);
  });
  it("refuses an address it may not reach", async () => {
    const channel = { id: newId(), secret: randomToken(), address: "http://crm.example.com/hook" };
    await expect(world().provider.watch(access(), channel)).rejects.toMatchObject({ kind: "refused" });
  });
}

const life: [ContractTrouble, Signal["kind"]][] = [
  ["asks-renewal", "renew"],
  ["drops-channel", "removed"],
  ["loses-messages", "missed"],
];

function describeLife({ prolongs, troubles }: ContractTraits): void {
  it("prolongs a channel in place, or says that it cannot", async () => {
    const { provider } = world();
    const { channel } = await opened();
    const renewed = await provider.renewWatch(access(), channel);
    if (!prolongs) {
      expect(renewed).toBeNull();
      return;
    }
    expect(renewed).toMatchObject({ id: channel.id, resourceId: channel.resourceId });
    expect((renewed?.expiresAt ?? "") >= (channel.expiresAt ?? "none")).toBe(true);
    await provider.stopWatching(access(), channel);
    expect(await provider.renewWatch(access(), channel)).toBeNull();
    expect(await provider.renewWatch(access(), { id: newId(), resourceId: null })).toBeNull();
  });
  it.each(life.filter(([trouble]) => troubles.includes(trouble)))(
    "passes on that the provider %s",
    async (trouble, kind) => {
      const { channel, heard, secret } = await opened();
      await world().trouble(trouble);
      await expect.poll(() => heard(kind)).toMatchObject([{ channelId: channel.id, secret, eventId: null }]);
      const renewed = await world().provider.renewWatch(access(), channel);
      expect(renewed === null).toBe(kind === "removed");
    },
  );
}
