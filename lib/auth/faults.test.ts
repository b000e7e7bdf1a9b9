import { expect, test } from "vitest";
import { faultIn } from "./faults";

test.each([
  [
    "invalid_client (AADSTS7000215: Invalid client secret for app of priya@acme.test)",
    "invalid_client AADSTS7000215",
  ],
  ["invalid_grant (Malformed auth code.)", "invalid_grant"],
  ["server_error", "server_error"],
  ["AADSTS50020: User account 'priya@acme.test' does not exist in tenant", "AADSTS50020"],
  ["state mismatch, expected abc, got: def", "unexpected"],
  ["", "unexpected"],
])("of '%s' only the codes are logged", (message, logged) => {
  expect(faultIn(new Error(message))).toBe(logged);
});

test("a system's error code is logged", () => {
  const error = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" });
  expect(faultIn(error)).toBe("ECONNREFUSED");
  expect(faultIn(undefined)).toBe("unexpected");
});
