import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { dropAllDrafts, dropDraft, keepDraft, readDraft } from "./draft-storage";

function memory(): Storage {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    clear: () => map.clear(),
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    key: (index) => [...map.keys()][index] ?? null,
  };
}
const full: Storage = {
  ...memory(),
  getItem: () => {
    throw new DOMException("denied", "SecurityError");
  },
  setItem: () => {
    throw new DOMException("full", "QuotaExceededError");
  },
};
const shape = z.object({ title: z.string() });

describe("drafts", () => {
  it("come back as they were typed, whatever was typed", () => {
    const store = memory();
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: "grapheme" }), (key, title) => {
        keepDraft(store, key, { title });
        expect(readDraft(store, key, shape)).toEqual({ title });
      }),
    );
  });
  it("are gone once dropped", () => {
    const store = memory();
    keepDraft(store, "a", { title: "x" });
    dropDraft(store, "a");
    expect(readDraft(store, "a", shape)).toBeNull();
  });
  it("of an older form are ignored", () => {
    const store = memory();
    keepDraft(store, "a", { heading: "x" });
    expect(readDraft(store, "a", shape)).toBeNull();
    store.setItem("almanac:draft:a", "{");
    expect(readDraft(store, "a", shape)).toBeNull();
  });
  it("are done without where storage is full or forbidden", () => {
    expect(keepDraft(full, "a", {})).toBe(false);
    expect(readDraft(full, "a", shape)).toBeNull();
    expect(keepDraft(null, "a", {})).toBe(false);
  });
  it("are all forgotten at sign-out, and nothing else is", () => {
    const store = memory();
    keepDraft(store, "a", {});
    keepDraft(store, "b", {});
    store.setItem("other", "1");
    dropAllDrafts(store);
    expect([store.length, store.getItem("other")]).toEqual([1, "1"]);
  });
});
