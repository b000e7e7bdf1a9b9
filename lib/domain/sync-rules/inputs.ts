import { z } from "zod";
import { isFreeMail } from "../records/email-domain";
import { readDomain } from "./domain-name";

const domain = z.string().transform((text, context): string => {
  const read = readDomain(text);
  if ("domain" in read) return read.domain;
  context.addIssue({ code: "custom", message: read.problem });
  return z.NEVER;
});

const ownDomain = domain.refine((name) => !isFreeMail(name), {
  error: ({ input }) =>
    `Anybody can have an address at ${input}. As a domain of yours it would keep meetings with every contact there off timelines.`,
});

const address = z
  .string()
  .trim()
  .toLowerCase()
  .refine((email) => email.length <= 254 && z.email().safeParse(email).success, {
    error: "Enter the group's whole address, such as sales@acme.com.",
  });

/** A domain of the organisation (RULES I3). */
export const ownDomainInput = z.object({ domain: ownDomain });
/** Any domain: one whose addresses are never logged, or one to take off a list. */
export const domainInput = z.object({ domain });
/** RULES I10. */
export const groupAddressInput = z.object({ email: address });

/** RULES I6. */
export const allDayEventsInput = z.object({ allDayEvents: z.boolean() });
/** RULES N5. */
export const everyOccurrenceInput = z.object({ everyOccurrence: z.boolean() });

export type DomainInput = z.output<typeof domainInput>;
export type GroupAddressInput = z.output<typeof groupAddressInput>;
export type AllDayEventsInput = z.output<typeof allDayEventsInput>;
export type EveryOccurrenceInput = z.output<typeof everyOccurrenceInput>;
