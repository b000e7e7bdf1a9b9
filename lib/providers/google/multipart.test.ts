import { describe, expect, it } from "vitest";
import { readAnswers, writeReads } from "./multipart";

const lines = (...all: string[]) => all.join("\r\n");

describe("reads in one body", () => {
  it("are parts of application/http, named by their place", () => {
    expect(writeReads(["/calendar/v3/a", "/calendar/v3/b?x=1"], "mark")).toBe(
      lines(
        ...["--mark", "Content-Type: application/http", "Content-ID: <0>", "", "GET /calendar/v3/a", ""],
        ...["--mark", "Content-Type: application/http", "Content-ID: <1>", "", "GET /calendar/v3/b?x=1", ""],
        ...["--mark--", ""],
      ),
    );
  });
});

const found = [
  ...["--batch_1", "Content-Type: application/http", "Content-ID: <response-1>", ""],
  ...["HTTP/1.1 404 Not Found", "Content-Type: application/json; charset=UTF-8", "Retry-After:  7 ", ""],
  ...['{"error":{"code":404}}', ""],
];
const missing = [
  ...["--batch_1", "content-id: <response-0>", "content-type: application/http", ""],
  ...["HTTP/2 200", "", '{\r\n  "text": "--batch_1 is not a mark in the middle\r\n\r\nof a line"\r\n}', ""],
];
const expected = [
  {
    id: "1",
    status: 404,
    headers: { "content-type": "application/json; charset=UTF-8", "retry-after": "7" },
    body: '{"error":{"code":404}}',
  },
  {
    id: "0",
    status: 200,
    headers: {},
    body: '{\r\n  "text": "--batch_1 is not a mark in the middle\r\n\r\nof a line"\r\n}',
  },
];

describe("answers in one body", () => {
  const body = lines(...found, ...missing, "--batch_1--", "");

  it.each(["multipart/mixed; boundary=batch_1", 'Multipart/Mixed; charset=x; boundary="batch_1"'])(
    "are read with their own status, headers and body: %s",
    (type) => expect(readAnswers(type, body)).toEqual(expected),
  );

  it("may have bare line feeds, and words before the first and after the last", () => {
    const loose = `A preamble\n${body.replaceAll("\r\n", "\n")}An epilogue`;
    const answers = readAnswers("multipart/mixed; boundary=batch_1", loose);
    expect(answers?.map(({ id, status }) => [id, status])).toEqual([
      ["1", 404],
      ["0", 200],
    ]);
  });

  it("are none without a boundary or of another type, and the odd ones are left out", () => {
    expect(readAnswers("application/json", body)).toBeNull();
    expect(readAnswers("multipart/mixed", body)).toBeNull();
    const odd = lines(
      "--b",
      "",
      "nothing",
      "--b",
      "Content-ID: <response-3>",
      "",
      "HTTP/1.1 ok",
      "",
      "",
      "--b--",
    );
    expect(readAnswers("multipart/mixed; boundary=b", odd)).toEqual([]);
    expect(readAnswers("multipart/mixed; boundary=b", "")).toEqual([]);
  });
});
