import { describe, expect, test } from "vitest";
import { canonicalAddress, contactsAmong, isInternal, type MatchWorld, matchGuests } from "./match";

const world: MatchWorld = {
  contacts: [
    { id: "carol", email: "carol@client.test" },
    { id: "zoe", email: "zoe@acme.test" },
    { id: "bob", email: "bob@freelance.test" },
    { id: "gina", email: "gina@gmail.com" },
    { id: "room", email: "room@resource.calendar.google.com" },
    { id: "ria", email: "ria@rival.test" },
    { id: "jos", email: "jos@xn--mller-kva.de" },
  ],
  userEmails: ["bob@freelance.test"],
  domains: ["acme.test", "acme-shop.test"],
  deniedDomains: ["rival.test", "xn--mller-kva.de"],
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

  test("never matches anyone at a domain the account has denied, however it is spelt", () => {
    expect(ids("ria@Rival.test", "jos@xn--mller-kva.de", "jos@müller.de")).toEqual([]);
    expect(isInternal("jos@müller.de", world)).toBe(true);
    expect(ids("ria@rival.test", "carol@client.test")).toEqual(["carol"]);
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

test("whoever has become one of us, or is denied, is still found among the guests", () => {
  const guests = ["zoe@acme.test", "ria@rival.test", "dave@other.test"];
  expect(contactsAmong(guests, world).map(({ contactId }) => contactId)).toEqual(["zoe", "ria"]);
});
