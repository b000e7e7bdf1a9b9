import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/domain/errors";
import { failureOf } from "./failure";

const withCode = (code: string, more: object = {}) => Object.assign(new Error("inside"), { code, ...more });

describe("failureOf", () => {
  test("keeps what an AppError says for the person who asked", () => {
    const link = { href: "/contacts/1", label: "Amara" };
    const failure = failureOf(new AppError("conflict", "It exists.", { email: "It exists." }, link));
    expect(failure).toEqual({
      status: 409,
      expected: true,
      body: { ok: false, code: "conflict", message: "It exists.", fields: { email: "It exists." }, link },
    });
  });

  test.each([
    withCode("CONNECT_TIMEOUT"),
    withCode("CONNECTION_CLOSED"),
    withCode("ECONNREFUSED", { query: "select 1" }),
    Object.assign(withCode("57P01"), { name: "PostgresError" }),
    Object.assign(withCode("55000", { severity: "FATAL" }), { name: "PostgresError" }),
    new Error("Failed query", { cause: withCode("CONNECTION_ENDED") }),
  ])("says that the database is out of reach: %o", (error) => {
    const failure = failureOf(error);
    expect(failure.status).toBe(503);
    expect(failure.body.message).toMatch(/cannot reach its database/);
  });

  test("does not blame the database for somebody else's socket", () => {
    expect(failureOf(withCode("ECONNREFUSED")).status).toBe(500);
  });

  test("says nothing of an unknown error's own words", () => {
    const failure = failureOf(new Error("password is hunter2"));
    expect(failure.status).toBe(500);
    expect(JSON.stringify(failure.body)).not.toContain("hunter2");
  });
});
