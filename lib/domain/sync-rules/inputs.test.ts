import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { domainInput, groupAddressInput, ownDomainInput } from "./inputs";

const sentence = (schema: z.ZodType, input: unknown): string | undefined =>
  schema.safeParse(input).error?.issues[0]?.message;
const read = (domain: string): string | undefined => domainInput.safeParse({ domain }).data?.domain;

describe("a domain", () => {
  it.each([
    ["acme.com", "acme.com"],
    ["  ACME.Com ", "acme.com"],
    ["@acme.com", "acme.com"],
    ["https://www.acme.com/about?x=1#top", "acme.com"],
    ["acme.com:8080", "acme.com"],
    ["acme.com.", "acme.com"],
    ["mail.acme.co.uk", "mail.acme.co.uk"],
    ["www.com", "www.com"],
    ["Müller.de", "xn--mller-kva.de"],
    ["xn--mller-kva.de", "xn--mller-kva.de"],
    ["GoogleMail.com", "gmail.com"],
  ])("is read from %s", (text, domain) => {
    expect(read(text)).toBe(domain);
  });

  it.each([
    ["", "Enter a domain, such as acme.com."],
    ["https://", "Enter a domain, such as acme.com."],
    ["lee@acme.com", "Enter the domain alone, without the name before the @, such as acme.com."],
    ["acme", "“acme” has no ending. Enter the whole domain, such as acme.com."],
    ["acme .com", "“acme .com” is not a domain. Enter one such as acme.com."],
    ["-acme.com", "“-acme.com” is not a domain. Enter one such as acme.com."],
    ["acme..com", "“acme..com” is not a domain. Enter one such as acme.com."],
    ["192.168.0.1", "“192.168.0.1” is not a domain. Enter one such as acme.com."],
    ["a_b.com", "“a_b.com” is not a domain. Enter one such as acme.com."],
    [`${"a".repeat(64)}.com`, `“${"a".repeat(60)}…” is not a domain. Enter one such as acme.com.`],
  ])("is refused with one sentence: %s", (domain, told) => {
    expect(sentence(domainInput, { domain })).toBe(told);
    expect(domainInput.safeParse({ domain }).error?.issues).toHaveLength(1);
  });

  it("of the organisation is never one that everybody has addresses at, and the sentence says why", () => {
    expect(sentence(ownDomainInput, { domain: "@Gmail.com" })).toBe(
      "Anybody can have an address at gmail.com. As a domain of yours it would keep meetings with every contact there off timelines.",
    );
    expect(ownDomainInput.safeParse({ domain: "acme.com" }).data).toEqual({ domain: "acme.com" });
    expect(read("gmail.com")).toBe("gmail.com");
  });
});

describe("a group's address", () => {
  it("is compared in lower case, and has to be a whole one", () => {
    expect(groupAddressInput.parse({ email: " Sales@Client.test " })).toEqual({ email: "sales@client.test" });
    const told = "Enter the group's whole address, such as sales@acme.com.";
    for (const email of ["", "sales", "sales@", "@client.test", "a b@client.test"])
      expect(sentence(groupAddressInput, { email })).toBe(told);
  });
});
