import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AttendeeView, replies } from "@/lib/domain/meetings/meeting";
import { countReplies, guestsOf, whoLine } from "./replies";

const person = (name: string, rest: Partial<AttendeeView> = {}): AttendeeView => ({
  email: `${name.toLowerCase()}@x.example`,
  name,
  reply: "awaiting",
  organizer: false,
  contactId: null,
  userId: null,
  ...rest,
});
const mei = { id: "u1", name: "Mei Kowalska", email: "mei@almanac.example" };

describe("countReplies (RULES I13)", () => {
  it("counts guests by reply and leaves out who invited", () => {
    const attendees = [
      person("Mei", { organizer: true, reply: "accepted" }),
      person("Amara", { reply: "accepted" }),
      person("Jon"),
      person("Ola", { reply: "declined" }),
    ];
    expect(countReplies(attendees)).toEqual([
      { reply: "accepted", count: 1 },
      { reply: "declined", count: 1 },
      { reply: "awaiting", count: 1 },
    ]);
  });
  it("adds up to the guests", () => {
    const attendee = fc
      .record({ reply: fc.constantFrom(...replies), organizer: fc.boolean() })
      .map((rest) => person("A", rest));
    fc.assert(
      fc.property(fc.array(attendee), (attendees) => {
        const sum = countReplies(attendees).reduce((total, { count }) => total + count, 0);
        expect(sum).toBe(guestsOf(attendees).length);
      }),
    );
  });
});

describe("whoLine", () => {
  it("says the host with the guests", () => {
    const attendees = [
      person(mei.name, { organizer: true, userId: mei.id }),
      person("Amara Lindqvist"),
      person("Jon Bell"),
    ];
    expect(whoLine({ host: mei, organizer: null, attendees })).toEqual({
      lead: "Mei Kowalska",
      word: "with",
      names: ["Amara Lindqvist", "Jon Bell"],
      more: 0,
    });
  });
  it("says who invited us when it was somebody else", () => {
    const attendees = [
      person("Amara", { organizer: true }),
      person(mei.name, { userId: mei.id, email: mei.email }),
    ];
    expect(whoLine({ host: mei, organizer: "Amara", attendees })).toEqual({
      lead: "Amara",
      word: "invited",
      names: ["Mei Kowalska"],
      more: 0,
    });
  });
  it("names four and counts the others; a guest without a name is their address", () => {
    const attendees = Array.from({ length: 7 }, (_, n) => person(n === 0 ? "" : `G${n}`));
    const line = whoLine({ host: mei, organizer: null, attendees });
    expect(line.names).toEqual(["@x.example", "G1", "G2", "G3"]);
    expect(line.more).toBe(3);
  });
  it("needs nobody", () => {
    expect(whoLine({ host: null, organizer: null, attendees: [] })).toEqual({
      lead: null,
      word: null,
      names: [],
      more: 0,
    });
  });
});
