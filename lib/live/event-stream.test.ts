import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { eventStream, type StreamOptions } from "./event-stream";
import { LiveHub } from "./hub";

const viewer = { accountId: "a", userId: "mei" };
const change = { what: "record" as const, records: ["r1"] };
const hello = "event: hello\ndata: {}\n\n";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function open(options: Partial<StreamOptions> = {}) {
  const hub = new LiveHub();
  const stream = eventStream({ hub, viewer, isStillWelcome: async () => true, ...options });
  const reader = stream.getReader();
  const next = async () => {
    const { value, done } = await reader.read();
    return done ? null : new TextDecoder().decode(value);
  };
  return { hub, reader, next };
}

describe("eventStream", () => {
  test("says hello, then what changes", async () => {
    const { hub, next } = open();
    expect(await next()).toBe(`retry: 2000\n${hello}`);
    hub.publish("a", change);
    expect(await next()).toBe(`event: change\ndata: ${JSON.stringify(change)}\n\n`);
  });

  test("pings, and ends when the person is no longer welcome", async () => {
    let welcome = true;
    const { hub, next } = open({ isStillWelcome: async () => welcome });
    await next();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(await next()).toBe(": ping\n\n");
    welcome = false;
    await vi.advanceTimersByTimeAsync(25_000);
    expect(await next()).toBeNull();
    expect(hub.size).toBe(0);
  });

  test("stays open while the database cannot say who is welcome", async () => {
    const { next } = open({ isStillWelcome: () => Promise.reject(new Error("away")) });
    await next();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(await next()).toBe(": ping\n\n");
  });

  test("greets and ends after an outage, so that the page comes back and catches up", async () => {
    const { hub, next } = open();
    await next();
    hub.greetAll();
    expect([await next(), await next()]).toEqual([hello, null]);
    expect(hub.size).toBe(0);
  });

  test("lets go of a reader that falls behind instead of keeping everything for it", async () => {
    const { hub, next } = open();
    for (let i = 0; i < 1_000; i++) hub.publish("a", change);
    expect(hub.size).toBe(0);
    let frames = 0;
    while ((await next()) !== null) frames += 1;
    expect(frames).toBe(100);
  });

  test("is forgotten when the reader leaves or its hour is over", async () => {
    const gone = open();
    await gone.reader.cancel();
    expect(gone.hub.size).toBe(0);
    gone.hub.publish("a", change);
    const old = open();
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(old.hub.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
