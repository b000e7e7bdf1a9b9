import { createHash } from "node:crypto";

/** Someone with an account on the sandbox. Times on their calendar are shown in `timeZone` (IANA). */
export type SandboxPerson = {
  email: string;
  name: string;
  timeZone: string;
  role: "rep" | "guest";
  /** Has no calendar here but at the other provider: invitations go there by mail. */
  elsewhere?: boolean | undefined;
};

const FREE_MAIL = new Set(["gmail.com", "googlemail.com"]);

/** The comparable form of an address: trimmed, lower case, googlemail.com read as gmail.com (providers 2.1). */
export function addressKey(email: string): string {
  return email
    .trim()
    .toLowerCase()
    .replace(/@googlemail\.com$/, "@gmail.com");
}

/** Whether two addresses name the same mailbox. */
export function sameAddress(one: string, other: string): boolean {
  return addressKey(one) === addressKey(other);
}

/** The person with this address or stable subject, if the sandbox has one. */
export function findPerson(people: SandboxPerson[], addressOrSubject: string): SandboxPerson | undefined {
  const wanted = addressOrSubject.trim();
  return people.find((person) => sameAddress(person.email, wanted) || subjectOf(person) === wanted);
}

/** A stable 21-digit account number, as in the `sub` claim: it outlives restarts because it is derived. */
export function subjectOf(person: SandboxPerson): string {
  const digest = createHash("sha256").update(addressKey(person.email)).digest("hex");
  return `1${(BigInt(`0x${digest}`) % 10n ** 20n).toString().padStart(20, "0")}`;
}

/** The Workspace domain of the person, or undefined for consumer mail (claim `hd` is then absent). */
export function hostedDomain(person: SandboxPerson): string | undefined {
  const domain = addressKey(person.email).split("@")[1] ?? "";
  return FREE_MAIL.has(domain) ? undefined : domain;
}
