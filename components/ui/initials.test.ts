import { describe, expect, it } from "vitest";
import { initialsOf } from "./initials";

describe("initialsOf", () => {
  it.each([
    ["Amara Lindqvist", "AL"],
    ["mei", "M"],
    ["Jean-Luc Picard", "JP"],
    ["  Ólafur   Ragnar  Grímsson ", "ÓG"],
    ["陳怡君", "怡君"],
    ["山田 太郎", "山太"],
    ["김민준", "민준"],
    ["مريم العلي", "م"],
    ["amara@northwind.example", "AE"],
    ["👩‍🚀 Ada", "👩‍🚀A"],
    ['(Test) "Quoted"', "TQ"],
    ["", "?"],
    ["— …", "?"],
  ])("%s gives %s", (name, expected) => {
    expect(initialsOf(name)).toBe(expected);
  });

  it("answers for a name of any length at once", () => {
    expect(initialsOf("x".repeat(1_000_000))).toBe("X");
  });
});
