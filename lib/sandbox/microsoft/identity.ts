import { createHash } from "node:crypto";
import { addressKey, type SandboxPerson } from "../google/people";

/** The tenant all personal accounts live in (providers 1.2). */
export const PERSONAL_TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad";
/** The organisation the client is registered in, unless told otherwise. */
export const HOME_TENANT = "5a3c9d10-7a41-4c38-9d0e-2f1b6c8e4a77";

const PERSONAL_DOMAINS = new Set(["outlook.com", "hotmail.com", "live.com", "msn.com"]);

/** A stable GUID made from a text: directory ids outlive restarts because they are derived. */
export function guidOf(...parts: string[]): string {
  const hex = createHash("sha256").update(parts.join("\n")).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** The object id of a person in their directory (claim `oid`). */
export function objectIdOf(person: SandboxPerson): string {
  return guidOf("object", addressKey(person.email));
}

/** The subject a client knows a person by: another one for each client (claim `sub`). */
export function pairwiseSubject(person: SandboxPerson, clientId: string): string {
  return createHash("sha256")
    .update(`sub\n${clientId}\n${addressKey(person.email)}`)
    .digest("base64url");
}

/** Whether this is a personal account and not one of an organisation. */
export function isPersonal(person: SandboxPerson): boolean {
  return PERSONAL_DOMAINS.has(domainOf(person));
}

/** The tenant of a person: one for each mail domain; the first person's domain is the home tenant. */
export function tenantOf(world: { people: SandboxPerson[]; tenant: string }, person: SandboxPerson): string {
  if (isPersonal(person)) return PERSONAL_TENANT;
  const home = world.people.find((each) => !isPersonal(each));
  if (home && domainOf(home) === domainOf(person)) return world.tenant;
  return guidOf("tenant", domainOf(person));
}

/** Mail domain in lower case. */
export function domainOf(person: SandboxPerson): string {
  return addressKey(person.email).split("@")[1] ?? "";
}
