import { describe, expect, it } from "vitest";
import { indexHref, nextSort, readIndexQuery } from "./index-address";

describe("the address of an index page", () => {
  it("is read as it is written", () => {
    const query = readIndexQuery("contact", {
      q: " amara & co ",
      sort: "email",
      dir: "desc",
      cursor: "abc=",
    });
    expect(query).toEqual({ q: "amara & co", sort: "email", direction: "desc", cursor: "abc=" });
    expect(indexHref("contact", query, { cursor: "abc=" })).toBe(
      "/contacts?q=amara+%26+co&sort=email&dir=desc&cursor=abc%3D",
    );
  });

  it("reads nonsense as nothing asked", () => {
    const plain = { q: "", sort: "name", direction: "asc", cursor: null };
    expect(readIndexQuery("deal", {})).toEqual(plain);
    expect(readIndexQuery("deal", { sort: "amount; drop table", dir: "up" })).toEqual(plain);
    expect(readIndexQuery("deal", { sort: "owner" })).toEqual(plain);
    expect(readIndexQuery("deal", { q: ["first", "second"] })).toMatchObject({ q: "first" });
    expect(readIndexQuery("deal", { q: "x".repeat(10_000) }).q).toHaveLength(200);
  });

  it("goes back to the first page when anything else changes", () => {
    const query = readIndexQuery("company", { q: "north", cursor: "abc" });
    expect(indexHref("company", query, nextSort("company", query, "domain"))).toBe(
      "/companies?q=north&sort=domain&dir=asc",
    );
    expect(indexHref("company", query, { q: "" })).toBe("/companies");
  });

  it("turns the sorted column round and starts another in its usual direction", () => {
    const byName = readIndexQuery("contact", {});
    expect(nextSort("contact", byName, "name")).toEqual({ sort: "name", direction: "desc" });
    expect(nextSort("contact", byName, "email")).toEqual({ sort: "email", direction: "asc" });
    expect(nextSort("contact", byName, "createdAt")).toEqual({ sort: "createdAt", direction: "desc" });
  });
});
