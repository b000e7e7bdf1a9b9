import { describe, expect, it } from "vitest";
import { safeReturnTo } from "./return-to";

describe("safeReturnTo", () => {
  it.each([
    "/contacts",
    "/deals/8f1?cursor=a%20b#notes",
    "/settings/general/calendar?calendar=connected",
    "/",
  ])("keeps %s", (path) => {
    expect(safeReturnTo(path)).toBe(path);
  });

  it.each([
    "https://evil.example/contacts",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/./\\evil.example",
    "/.//evil.example",
    "javascript:alert(1)",
    "contacts",
    "",
    "/sign-in?returnTo=/sign-in",
    "/api/auth/signout",
    `/${"a".repeat(3_000)}`,
  ])("goes home instead of %s", (path) => {
    expect(safeReturnTo(path)).toBe("/contacts");
  });

  it("goes home when nothing was asked", () => {
    expect(safeReturnTo(undefined)).toBe("/contacts");
    expect(safeReturnTo(null)).toBe("/contacts");
  });
});
