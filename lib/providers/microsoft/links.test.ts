import { describe, expect, it } from "vitest";
import { relativeLink } from "./links";

const settings = { clientId: "c", clientSecret: "s", tenant: "common" };
const real = { ...settings, apiRoot: null };
const local = { ...settings, apiRoot: "http://localhost:4003" };
const path = "/me/calendarView/delta?$deltatoken=q7_-";

describe("relativeLink", () => {
  it("cuts a link of our Graph down to its path, and takes one that is cut already", () => {
    expect(relativeLink(real, `https://graph.microsoft.com/v1.0${path}`)).toBe(path);
    expect(relativeLink(local, `http://localhost:4003/v1.0${path}`)).toBe(path);
    expect(relativeLink(real, path)).toBe(path);
  });

  it.each([
    `https://evil.example/v1.0${path}`,
    `http://graph.microsoft.com/v1.0${path}`,
    `https://graph.microsoft.com.evil.example/v1.0${path}`,
    `https://me@graph.microsoft.com/v1.0${path}`,
    `https://graph.microsoft.com:8443/v1.0${path}`,
    `//evil.example${path}`,
    "https://graph.microsoft.com/v1.0//evil.example/x",
    `${path}&to=https://evil.example/`,
    "javascript:alert(1)",
    "http://",
    `/${"x".repeat(20_000)}`,
  ])("leads nowhere else: %#", (link) => {
    expect(relativeLink(real, link)).toBeNull();
  });
});
