import type { Instant } from "../time/instant";

export const recordKinds = ["contact", "company", "deal", "ticket"] as const;
export type RecordKind = (typeof recordKinds)[number];

/** The words a person reads and the path a record lives at. */
export const kindWords: Record<RecordKind, { one: string; many: string; path: string }> = {
  contact: { one: "contact", many: "contacts", path: "/contacts" },
  company: { one: "company", many: "companies", path: "/companies" },
  deal: { one: "deal", many: "deals", path: "/deals" },
  ticket: { one: "ticket", many: "tickets", path: "/tickets" },
};

/** `contacts` → `contact`; null for anything else a URL may say. */
export function kindFromPath(segment: string): RecordKind | null {
  return recordKinds.find((kind) => kindWords[kind].path === `/${segment}`) ?? null;
}

export const recordPath = (ref: RecordRef): string => `${kindWords[ref.kind].path}/${ref.id}`;

export type RecordRef = { kind: RecordKind; id: string };

/** Enough of a record to name it, link to it and tell it from its namesakes. */
export type RecordLink = RecordRef & {
  name: string;
  /** E-mail, domain, stage: one short line under the name; null when there is nothing to say. */
  detail: string | null;
};

export type UserRef = { id: string; name: string; email: string };

/** Values of a record's properties by property name: money in major units, dates `YYYY-MM-DD`, moments as instants. */
export type PropertyValue = string | number | null;
export type PropertyValues = Record<string, PropertyValue>;

/** A record as its page shows it. */
export type RecordDetail = RecordRef & {
  name: string;
  /** Second line under the name, e.g. "Head of Procurement, Northwind". */
  subtitle: string | null;
  properties: PropertyValues;
  owner: UserRef | null;
  createdAt: Instant;
  updatedAt: Instant;
  /** A contact's addresses from before it was merged; they match nothing (RULES R7). */
  additionalEmails: string[];
  associations: AssociationGroups;
};

export type Association = RecordLink & {
  /** A contact's primary company (HubSpot: "Primary"). */
  primary: boolean;
};
export type AssociationGroups = Record<RecordKind, Association[]>;

/** One line of an index page. `cells` holds what the columns of `indexColumns` name, already in display order of type. */
export type RecordRow = RecordRef & {
  name: string;
  owner: UserRef | null;
  cells: PropertyValues;
  company: RecordLink | null;
  lastMeetingAt: Instant | null;
  nextMeetingAt: Instant | null;
};

export type RecordPage = {
  rows: RecordRow[];
  total: number;
  nextCursor: string | null;
  previousCursor: string | null;
};

export type Pipeline = { id: string; kind: "deal" | "ticket"; name: string; stages: Stage[] };
export type Stage = {
  id: string;
  name: string;
  probability: number | null;
  closed: "won" | "lost" | "closed" | null;
};
