import { describe, expect, test } from "vitest";
import { canonicalAddress, isInternal, type MatchWorld, matchGuests } from "./match";

const world: MatchWorld = {
  contacts: [
    { id: "carol", email: "carol@client.test" },
    { id: "zoe", email: "zoe@acme.test" },
    { id: "bob", email: "bob@freelance.test" },
    { id: "gina", email: "gina@gmail.com" },
    { id: "room", email: "room@resource.calendar.google.com" },
  ],
  userEmails: ["bob@freelance.test"],
  domains: ["acme.test", "acme-shop.test"],
};

const ids = (...guests: string[]) => matchGuests(guests, world).map(({ contactId }) => contactId);

describe("matchGuests", () => {
  test("finds contacts by address in any case (I2)", () => {
    expect(ids("CAROL@Client.test")).toEqual(["carol"]);
  });

  test("leaves unknown guests out and makes no contact of them", () => {
    expect(ids("dave@other.test")).toEqual([]);
    expect(ids("dave@other.test", "carol@client.test")).toEqual(["carol"]);
  });

  test("never matches members of the organisation, even where they are contacts (I3)", () => {
    expect(ids("zoe@acme.test", "x@acme-shop.test", "bob@freelance.test")).toEqual([]);
    expect(ids("carol@client.test", "zoe@acme.test")).toEqual(["carol"]);
  });

  test("never matches rooms and shared calendars (I10)", () => {
    expect(ids("room@resource.calendar.google.com")).toEqual([]);
  });

  test("takes googlemail.com for gmail.com and names a contact once", () => {
    expect(ids("Gina@googlemail.com", "gina@gmail.com")).toEqual(["gina"]);
  });

  test("prefers the address as it is written when both spellings are contacts", () => {
    const contacts = [
      { id: "new", email: "a@gmail.com" },
      { id: "old", email: "a@googlemail.com" },
    ];
    const found = matchGuests(["a@googlemail.com", "a@gmail.com"], { ...world, contacts });
    expect(found.map(({ contactId }) => contactId)).toEqual(["old", "new"]);
  });
});

test("a subdomain of ours is not ours, and what is no address is nobody's", () => {
  expect(isInternal("a@mail.acme.test", world)).toBe(false);
  expect(isInternal("not an address", world)).toBe(true);
  expect(canonicalAddress(" Ana@GoogleMail.com ")).toBe("ana@gmail.com");
});
