import { describe, expect, test } from "vitest";
import { type LiveEvent, LiveHub } from "./hub";

function listener(hub: LiveHub, accountId: string, userId: string) {
  const heard: LiveEvent[] = [];
  const stop = hub.subscribe({ accountId, userId }, (event) => heard.push(event));
  return { heard, stop };
}

describe("LiveHub", () => {
  test("tells an account's pages and nobody else's", () => {
    const hub = new LiveHub();
    const [mine, theirs] = [listener(hub, "a", "mei"), listener(hub, "b", "ann")];
    hub.publish("a", { what: "record", records: ["r1"] });
    expect(mine.heard).toEqual([{ event: "change", change: { what: "record", records: ["r1"] } }]);
    expect(theirs.heard).toEqual([]);
  });

  test.each(["calendar", "notifications"] as const)("keeps a person's own %s to that person", (what) => {
    const hub = new LiveHub();
    const [mei, tom] = [listener(hub, "a", "mei"), listener(hub, "a", "tom")];
    hub.publish("a", { what, records: [], userId: "mei" });
    hub.publish("a", { what, records: [] });
    expect(mei.heard).toHaveLength(1);
    expect(tom.heard).toEqual([]);
  });

  test("greets everyone after an outage", () => {
    const hub = new LiveHub();
    const all = [listener(hub, "a", "mei"), listener(hub, "b", "ann")];
    hub.greetAll();
    expect(all.map(({ heard }) => heard)).toEqual([[{ event: "hello" }], [{ event: "hello" }]]);
  });

  test("forgets who left, also when they leave while being told", () => {
    const hub = new LiveHub();
    const stop = hub.subscribe({ accountId: "a", userId: "mei" }, () => stop());
    const tom = listener(hub, "a", "tom");
    hub.publish("a", { what: "record", records: ["r1"] });
    expect(tom.heard).toHaveLength(1);
    expect(hub.size).toBe(1);
    stop();
    tom.stop();
    expect(hub.size).toBe(0);
  });
});
