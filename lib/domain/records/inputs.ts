import { z } from "zod";
import { zoneSchema } from "../time/slot";
import { type PropertyDefinition, properties } from "./properties";
import { type PropertyValue, type PropertyValues, type RecordKind, recordKinds } from "./record";

export const recordKindSchema = z.enum(recordKinds);
export const recordRefSchema = z.object({ kind: recordKindSchema, id: z.uuid("Choose a record.") });

const emailSchema = z
  .string()
  .max(254, "An email address has at most 254 characters.")
  .regex(/^[^\s@<>(),;:"[\]]+@[^\s@<>(),;:"[\]]+\.[^\s@<>(),;:"[\]]+$/u, "This is not an email address.");

/** An e-mail address, trimmed and lower-cased: the form in which addresses are compared (RULES I2). */
export const address = z.string().trim().toLowerCase().pipe(emailSchema);

const MAX_TEXT = 500;
const MAX_MULTILINE = 10_000;
const domainShape = /^(?=.{3,253}$)([\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}]{2,}$/u;

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Use at most ${max.toLocaleString("en")} characters.`);
const httpUrl = text(2_000).refine(
  (value) => /^https?:\/\/[^\s/]+/i.test(value),
  "Start the address with https://.",
);

function schemaOf(property: PropertyDefinition): z.ZodType<PropertyValue> {
  switch (property.type) {
    case "email":
      return address;
    case "multiline":
      return text(MAX_MULTILINE);
    case "url":
      return httpUrl;
    case "domain":
      return text(253).toLowerCase().regex(domainShape, "Write the domain alone, such as northwind.com.");
    case "number":
      return z.coerce
        .number("Write a number.")
        .int("Write a whole number.")
        .min(0, "Write zero or more.")
        .max(1e12, "This number is too large.");
    case "money":
      return z.coerce
        .number("Write an amount.")
        .min(-1e12, "This amount is too small.")
        .max(1e12, "This amount is too large.");
    case "date":
      return z.iso.date("Choose a date.");
    case "select":
      return z
        .string()
        .refine((value) => property.options?.includes(value) ?? false, "Choose one of the options.");
    case "owner":
    case "pipeline":
    case "stage":
      return z.uuid("Choose one of the options.");
    case "zone":
      return zoneSchema;
    default:
      return text(MAX_TEXT);
  }
}

const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === "string" && value.trim() === "");

export type PropertyFaults = Record<string, string>;

/**
 * Reads what a form or an inline edit sent: blanks become null, unknown and read-only names are refused, every fault is
 * named at its property. Required properties may be left out of an edit but never blanked.
 */
export function readProperties(
  kind: RecordKind,
  input: Record<string, unknown>,
): { ok: true; values: PropertyValues } | { ok: false; faults: PropertyFaults } {
  const values: PropertyValues = {};
  const faults: PropertyFaults = {};
  for (const [name, raw] of Object.entries(input)) {
    const property = properties[kind].find((candidate) => candidate.name === name);
    if (!property || property.readOnly) faults[name] = "This property cannot be edited.";
    else if (isBlank(raw)) {
      if (property.required) faults[name] = `${property.label} is needed.`;
      else values[name] = null;
    } else {
      const parsed = schemaOf(property).safeParse(raw);
      if (parsed.success) values[name] = parsed.data;
      else faults[name] = parsed.error.issues[0]?.message ?? "This value cannot be used.";
    }
  }
  return Object.keys(faults).length > 0 ? { ok: false, faults } : { ok: true, values };
}

/** What a new record lacks before it can exist (as in HubSpot): a name or, for contacts, an e-mail or a name. */
export function missingAtCreation(kind: RecordKind, values: PropertyValues): PropertyFaults {
  const faults: PropertyFaults = {};
  for (const property of properties[kind]) {
    if (property.required && isBlank(values[property.name]))
      faults[property.name] = `${property.label} is needed.`;
  }
  if (kind === "contact" && isBlank(values.email) && isBlank(values.firstName) && isBlank(values.lastName)) {
    faults.email = "A contact needs an email address or a name.";
  }
  return faults;
}

export const createRecordInput = z.object({
  kind: recordKindSchema,
  properties: z.record(z.string().max(64), z.unknown()),
  /** A record to associate the new one with, when it is created from that record's page. */
  associateWith: recordRefSchema.optional(),
});
export const updateRecordInput = z.object({
  ref: recordRefSchema,
  properties: z.record(z.string().max(64), z.unknown()),
});
export const deleteRecordInput = z.object({ ref: recordRefSchema });
export const associationInput = z.object({ ref: recordRefSchema, other: recordRefSchema });

const contactRefSchema = z.object({
  kind: z.literal("contact", "Only contacts can be merged."),
  id: z.uuid("Choose a contact."),
});
export const mergeContactsInput = z
  .object({ primary: contactRefSchema, secondary: contactRefSchema })
  .refine(({ primary, secondary }) => primary.id !== secondary.id, {
    path: ["secondary"],
    message: "Choose another contact: one cannot be merged with itself.",
  });
