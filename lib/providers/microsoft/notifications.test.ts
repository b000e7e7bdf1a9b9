import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNotification } from "./notifications";

const read = (body: unknown, query = "") =>
  readNotification({
    headers: { get: () => null },
    query: new URLSearchParams(query),
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const change = {
  subscriptionId: "6c0f",
  subscriptionExpirationDateTime: "2026-11-16T08:00:00+00:00",
  changeType: "updated",
  resource: "Users/3b/Events/AAk1",
  resourceData: { "@odata.type": "#Microsoft.Graph.Event", id: "AAk1" },
  clientState: "channel-1.secret.with.dots",
  tenantId: "84bd",
};
const signal = {
  channelId: "channel-1",
  resourceId: "6c0f",
  secret: "secret.with.dots",
  message: null,
  eventId: "AAk1",
  kind: "change",
};
const { resourceData: _, changeType: __, resource: ___, ...lifecycle } = change;

describe("readNotification", () => {
  it("reads the rows of several subscriptions", () => {
    const other = { ...change, subscriptionId: "7d1e", clientState: "channel-2.s", resourceData: null };
    expect(read({ value: [change, other] })).toEqual({
      kind: "signals",
      signals: [
        signal,
        { ...signal, channelId: "channel-2", resourceId: "7d1e", secret: "s", eventId: null },
      ],
    });
  });

  it.each([
    ["reauthorizationRequired", "renew"],
    ["subscriptionRemoved", "removed"],
    ["missed", "missed"],
    ["somethingNew", "missed"],
    ["constructor", "missed"],
  ])("reads the lifecycle event %s as %s", (lifecycleEvent, kind) => {
    expect(read({ value: [{ ...lifecycle, lifecycleEvent }] })).toEqual({
      kind: "signals",
      signals: [{ ...signal, eventId: null, kind }],
    });
  });

  it.each<[string, object]>([
    ["no client state", { clientState: undefined }],
    ["a client state without a channel", { clientState: ".secret" }],
    ["a client state that is not ours", { clientState: "abcdef" }],
    ["an endless client state", { clientState: `c.${"x".repeat(600)}` }],
    ["no subscription", { subscriptionId: "" }],
  ])("leaves out a row with %s, and keeps the others", (_name, more) => {
    expect(read({ value: [{ ...change, ...more }, null, 7, change] })).toEqual({
      kind: "signals",
      signals: [signal],
    });
  });

  it("gives the validation token back as it came", () => {
    expect(read("", "validationToken=Validation%3A+a%2Bb%2F%3D")).toEqual({
      kind: "handshake",
      body: "Validation: a+b/=",
    });
  });

  it.each([
    "validationToken=",
    "validationToken=%3Cscript%3Ealert(1)%3C/script%3E",
    `validationToken=${"x".repeat(2_049)}`,
  ])("hands out nothing for %s", (query) => {
    expect(read({ value: [change] }, query)).toEqual({ kind: "malformed" });
  });

  it.each(["", "{", "[]", "null", '{"value":{}}', JSON.stringify({ value: Array(1_001).fill(change) })])(
    "takes an odd body for malformed (%#)",
    (body) => {
      expect(read(body)).toEqual({ kind: "malformed" });
    },
  );

  it("never fails, whatever is posted", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), (body, value) => {
        expect(["signals", "malformed"]).toContain(read(body).kind);
        expect(read({ value }).kind).toBe("signals");
      }),
    );
  });
});
