import type { z } from "zod";

/** The part of `sessionStorage` drafts need. */
export type DraftStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const PREFIX = "almanac:draft:";

/** A draft kept earlier in this tab; null when there is none or it has another shape than today's form. */
export function readDraft<T>(store: DraftStore | null, key: string, schema: z.ZodType<T>): T | null {
  try {
    const text = store?.getItem(PREFIX + key);
    const parsed = text ? schema.safeParse(JSON.parse(text)) : null;
    return parsed?.success ? parsed.data : null;
  } catch {
    // Not JSON, or storage is forbidden in this browser: the form starts empty.
    return null;
  }
}

/** Keeps a draft; false when this browser's storage is full or forbidden, and the form works on without one. */
export function keepDraft(store: DraftStore | null, key: string, draft: unknown): boolean {
  try {
    store?.setItem(PREFIX + key, JSON.stringify(draft));
    return store !== null;
  } catch {
    return false;
  }
}

export function dropDraft(store: DraftStore | null, key: string): void {
  try {
    store?.removeItem(PREFIX + key);
  } catch {
    // Storage that cannot be reached holds no draft either.
  }
}

/** Forgets every draft of this tab; for signing out, since the next person may sign in on the same tab. */
export function dropAllDrafts(store: Storage): void {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? "");
  for (const key of keys) if (key.startsWith(PREFIX)) store.removeItem(key);
}

/** This tab's storage; null on the server and where the browser forbids it. */
export function tabStore(): Storage | null {
  try {
    return typeof window === "undefined" ? null : window.sessionStorage;
  } catch {
    return null;
  }
}
