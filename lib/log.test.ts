import { Writable } from "node:stream";
import { pino } from "pino";
import { expect, it } from "vitest";
import { describeError, logOptions } from "@/lib/log";

function lineOf(fields: object): Record<string, unknown> {
  let written = "";
  const sink = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  pino({ ...logOptions, level: "info" }, sink).info(fields, "done");
  return JSON.parse(written);
}

it("keeps tokens, titles and addresses out of a line, wherever they are", () => {
  const line = JSON.stringify(
    lineOf({
      title: "Salary talk",
      event: { summary: "Salary talk", attendees: { email: "ana@acme.test" } },
      headers: { authorization: "Bearer abc", cookie: "session=abc" },
      credentials: { accessToken: "abc", refreshToken: "abc" },
      created: 3,
    }),
  );
  expect(line).not.toMatch(/Salary|abc|ana@/);
  expect(line).toContain('"created":3');
});

it("logs an error's kind, code and stack but not what it carries", () => {
  const error = Object.assign(new Error("request failed"), {
    code: "EPIPE",
    config: { headers: "Bearer abc" },
  });
  const line = lineOf({ err: error });
  expect(line.err).toMatchObject({ type: "Error", message: "request failed", code: "EPIPE" });
  expect(JSON.stringify(line)).not.toContain("Bearer");
});

it("drops the values that the query builder puts into its messages", () => {
  const error = new Error(
    "Failed query: insert into meetings values ($1)\nparams: Salary talk,ana@acme.test",
  );
  const described = describeError(new Error("outer", { cause: error }));
  expect(JSON.stringify(described)).not.toMatch(/Salary|ana@/);
  expect(described.cause?.message).toBe("Failed query: insert into meetings values ($1)");
  expect(described.cause?.stack).toContain("log.test.ts");
});
