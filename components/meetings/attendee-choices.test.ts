import { describe, expect, it } from "vitest";
import { toGuest } from "@/lib/domain/meetings/form";
import type { PersonChoice } from "@/lib/domain/meetings/inputs";
import { choicesFor, guestFor, stillMatching } from "./attendee-choices";

const person = (name: string, userId: string | null = null): PersonChoice => ({
  email: `${name.toLowerCase()}@x.example`,
  name,
  detail: "Northwind",
  contactId: userId ? null : "c",
  userId,
  timeZone: null,
});
const amara = person("Amara");
const jon = person("Jon", "u");
const values = (options: { value: string }[]) => options.map(({ value }) => value);

describe("choicesFor", () => {
  it("leaves out who is in already and tells teammates from contacts", () => {
    expect(choicesFor([amara, jon], [toGuest(amara)], "j")).toEqual([
      { value: "jon@x.example", label: "Jon", detail: "jon@x.example · Teammate" },
    ]);
  });
  it("offers a whole address that nobody has, once", () => {
    expect(values(choicesFor([amara], [], " New@Client.example "))).toEqual([
      "new@client.example",
      "amara@x.example",
    ]);
    expect(values(choicesFor([amara], [], "AMARA@x.example"))).toEqual(["amara@x.example"]);
    expect(values(choicesFor([amara], [toGuest(amara)], "amara@x.example"))).toEqual([]);
    expect(values(choicesFor([], [], "new@client"))).toEqual([]);
  });
});

describe("stillMatching", () => {
  it("drops those found for an earlier text", () => {
    expect(stillMatching([amara, jon], "JON")).toEqual([jon]);
    expect(stillMatching([amara, jon], "nonsense")).toEqual([]);
  });
});

describe("guestFor", () => {
  it("knows the person behind an address, else takes the text as it is", () => {
    expect(guestFor(" JON@x.example", [amara, jon])).toEqual(toGuest(jon));
    expect(guestFor("jon", [jon])).toMatchObject({ email: "jon", name: null });
  });
});
