import type { SandboxPerson } from "@/lib/sandbox/google/people";

/** Three users in two accounts, and the world outside. Everyone has a calendar at both providers. */
export const MIA = "mia@acme.test";
export const BOB = "bob@acme.test";
export const CARA = "cara@beta.test";
export const LEE = "lee@client.test";
export const ZOE = "zoe@client.test";
/** Nobody's contact at first. */
export const NED = "ned@nowhere.test";
/** A distribution list that somebody made a contact of. */
export const TEAM = "team@client.test";

export const users = [MIA, BOB, CARA] as const;
export const outsiders = [LEE, ZOE, NED, TEAM] as const;

const person = (email: string, name: string, role: "rep" | "guest"): SandboxPerson => ({
  email,
  name,
  timeZone: "UTC",
  role,
});

export const people: SandboxPerson[] = [
  person(MIA, "Mia Berg", "rep"),
  person(BOB, "Bob Ray", "rep"),
  person(CARA, "Cara Lund", "rep"),
  person(LEE, "Lee Park", "guest"),
  person(ZOE, "Zoe Hill", "guest"),
  person(NED, "Ned Noon", "guest"),
];
