import { expect, test } from "vitest";
import { refusalOfAnswer, refusalOfFault } from "./sign-in-refusal";

test.each([
  ["access_denied", "", "cancelled"],
  ["access_denied", "AADSTS65004: User declined to consent to access the app.", "cancelled"],
  ["access_denied", "AADSTS90094: The grant requires administrator permission.", "approval"],
  ["access_denied", "AADSTS900941: An administrator of Acme has set a policy.", "approval"],
  ["consent_required", "", "approval"],
  ["temporarily_unavailable", "", "provider"],
  ["server_error", "", "provider"],
])("an answer of %s (%s) means %s", (error, description, refusal) => {
  expect(refusalOfAnswer(error, description)).toBe(refusal);
});

test.each([
  ["State cookie was missing.", "stale"],
  ["state mismatch, expected a, got: b", "stale"],
  ["PKCE code_verifier cookie was missing.", "stale"],
  ["nonce mismatch", "stale"],
  ["invalid_grant (Malformed auth code.)", "stale"],
  ["invalid_client (AADSTS7000215: Invalid client secret provided.)", "provider"],
  ["expected 200 OK, got: 503 Service Unavailable", "provider"],
  ["connect ECONNREFUSED 127.0.0.1:1", "provider"],
  ["unexpected iss value", "provider"],
])("a fault that reads '%s' means %s", (message, refusal) => {
  expect(refusalOfFault(message)).toBe(refusal);
});
