import { expect, it } from "vitest";
import { signInRefusals } from "@/lib/domain/accounts/sign-in-refusal";
import { refusalSentence } from "./refusal-sentence";

const told = (error?: string, provider?: string, address?: string) =>
  refusalSentence({ error, with: provider, address });

it("says nothing when nothing happened", () => {
  expect(told()).toBeNull();
});

it("names the person's own address, and none when it is not known", () => {
  expect(told("unknown", "google", "priya@orbit.example")).toBe(
    "Nobody here uses priya@orbit.example: ask an administrator to invite you.",
  );
  expect(told("unknown", "google")).toBe(
    "Nobody here uses that account: ask an administrator to invite you.",
  );
});

it("names the provider", () => {
  expect(told("cancelled", "microsoft")).toBe("You cancelled at Microsoft, and nothing was stored.");
  expect(told("provider", "google")).toMatch(/^Google cannot sign you in/);
});

it("repeats nothing that somebody wrote into the page's address", () => {
  const forged = "Call 555-0100 at once";
  expect(told(forged, forged)).toBe("Signing in is not possible right now. Try again in a moment.");
  expect(told("provider", forged)).toMatch(/^The provider cannot sign you in/);
});

it.each(signInRefusals)("has one sentence or two for %s", (refusal) => {
  expect(told(refusal, "google")).toMatch(/^[A-Z][^\n]{20,160}\.$/);
});
