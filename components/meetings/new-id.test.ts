import { expect, it } from "vitest";
import { z } from "zod";
import { newId } from "./new-id";

it("makes version 4 identifiers that differ", () => {
  const made = Array.from({ length: 1_000 }, newId);
  for (const id of made) expect(z.uuidv4().safeParse(id).success).toBe(true);
  expect(new Set(made).size).toBe(made.length);
});
