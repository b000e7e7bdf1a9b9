import { expect, it } from "vitest";
import { ProviderError, type ProviderErrorKind } from "@/lib/domain/errors";
import { worstOf } from "./worst-of";

const failure = (kind: ProviderErrorKind, retryAfterMs: number | null = null) =>
  new ProviderError(kind, `${kind} ${retryAfterMs}`, { retryAfterMs });

it.each<[string, ProviderError[], string | undefined]>([
  ["none", [], undefined],
  [
    "the longest wait",
    [failure("slow-down", 3), failure("temporary", 9), failure("slow-down")],
    "temporary 9",
  ],
  [
    "one that no wait helps",
    [failure("slow-down", 9), failure("reauthorise"), failure("quota")],
    "reauthorise null",
  ],
])("of several failures: %s", (_what, failures, message) => {
  expect(worstOf(failures)?.message).toBe(message);
});
