import type { RecordKind } from "./record";

export type PropertyType =
  | "text"
  | "multiline"
  | "email"
  | "phone"
  | "url"
  | "domain"
  | "number"
  | "money"
  | "date"
  | "moment"
  | "select"
  | "owner"
  | "zone"
  | "pipeline"
  | "stage";

export type PropertyDefinition = {
  name: string;
  label: string;
  type: PropertyType;
  options?: readonly string[];
  /** Asked for in the create panel. */
  atCreation?: true;
  required?: true;
  readOnly?: true;
};

export const lifecycleStages = [
  "Subscriber",
  "Lead",
  "Marketing qualified lead",
  "Sales qualified lead",
  "Opportunity",
  "Customer",
  "Evangelist",
  "Other",
] as const;
export const leadStatuses = [
  "New",
  "Open",
  "In progress",
  "Open deal",
  "Unqualified",
  "Attempted to contact",
  "Connected",
  "Bad timing",
] as const;
const companyTypes = ["Prospect", "Partner", "Reseller", "Vendor", "Other"] as const;
const dealTypes = ["New business", "Existing business"] as const;
const dealPriorities = ["Low", "Medium", "High"] as const;
const ticketPriorities = ["Low", "Medium", "High", "Urgent"] as const;
const ticketSources = ["Chat", "Email", "Form", "Phone"] as const;
const ticketCategories = ["Product issue", "Billing issue", "Feature request", "General inquiry"] as const;

const address: PropertyDefinition[] = [
  { name: "street", label: "Street address", type: "text" },
  { name: "city", label: "City", type: "text" },
  { name: "state", label: "State or region", type: "text" },
  { name: "postalCode", label: "Postal code", type: "text" },
  { name: "country", label: "Country", type: "text" },
];
const created: PropertyDefinition = {
  name: "createdAt",
  label: "Create date",
  type: "moment",
  readOnly: true,
};

/** The properties of each kind of record, in the order "About" shows them (RULES R1). */
export const properties: Record<RecordKind, readonly PropertyDefinition[]> = {
  contact: [
    { name: "email", label: "Email", type: "email", atCreation: true },
    { name: "firstName", label: "First name", type: "text", atCreation: true },
    { name: "lastName", label: "Last name", type: "text", atCreation: true },
    { name: "phone", label: "Phone", type: "phone", atCreation: true },
    { name: "mobilePhone", label: "Mobile phone", type: "phone" },
    { name: "jobTitle", label: "Job title", type: "text", atCreation: true },
    {
      name: "lifecycleStage",
      label: "Lifecycle stage",
      type: "select",
      options: lifecycleStages,
      atCreation: true,
    },
    { name: "leadStatus", label: "Lead status", type: "select", options: leadStatuses, atCreation: true },
    { name: "ownerId", label: "Contact owner", type: "owner", atCreation: true },
    { name: "timeZone", label: "Time zone", type: "zone" },
    { name: "websiteUrl", label: "Website URL", type: "url" },
    ...address,
    created,
  ],
  company: [
    { name: "name", label: "Company name", type: "text", atCreation: true, required: true },
    { name: "domain", label: "Company domain name", type: "domain", atCreation: true },
    { name: "ownerId", label: "Company owner", type: "owner", atCreation: true },
    { name: "industry", label: "Industry", type: "text", atCreation: true },
    { name: "type", label: "Type", type: "select", options: companyTypes, atCreation: true },
    { name: "phone", label: "Phone number", type: "phone", atCreation: true },
    { name: "employees", label: "Number of employees", type: "number" },
    { name: "annualRevenue", label: "Annual revenue", type: "money" },
    { name: "lifecycleStage", label: "Lifecycle stage", type: "select", options: lifecycleStages },
    { name: "timeZone", label: "Time zone", type: "zone" },
    { name: "description", label: "Description", type: "multiline" },
    { name: "websiteUrl", label: "Website URL", type: "url" },
    { name: "linkedinUrl", label: "LinkedIn company page", type: "url" },
    ...address,
    created,
  ],
  deal: [
    { name: "name", label: "Deal name", type: "text", atCreation: true, required: true },
    { name: "pipelineId", label: "Pipeline", type: "pipeline", atCreation: true, required: true },
    { name: "stageId", label: "Deal stage", type: "stage", atCreation: true, required: true },
    { name: "amount", label: "Amount", type: "money", atCreation: true },
    { name: "closeDate", label: "Close date", type: "date", atCreation: true },
    { name: "ownerId", label: "Deal owner", type: "owner", atCreation: true },
    { name: "dealType", label: "Deal type", type: "select", options: dealTypes, atCreation: true },
    { name: "priority", label: "Priority", type: "select", options: dealPriorities, atCreation: true },
    { name: "description", label: "Deal description", type: "multiline" },
    created,
  ],
  ticket: [
    { name: "name", label: "Ticket name", type: "text", atCreation: true, required: true },
    { name: "pipelineId", label: "Pipeline", type: "pipeline", atCreation: true, required: true },
    { name: "stageId", label: "Ticket status", type: "stage", atCreation: true, required: true },
    { name: "description", label: "Ticket description", type: "multiline", atCreation: true },
    { name: "source", label: "Source", type: "select", options: ticketSources, atCreation: true },
    { name: "ownerId", label: "Ticket owner", type: "owner", atCreation: true },
    { name: "priority", label: "Priority", type: "select", options: ticketPriorities, atCreation: true },
    { name: "category", label: "Category", type: "select", options: ticketCategories },
    { name: "closedAt", label: "Close date", type: "moment", readOnly: true },
    created,
  ],
};

export type IndexColumn = { name: string; label: string; sortable: boolean };

/** The columns an index page shows, after Name, until someone edits them. */
export const indexColumns: Record<RecordKind, readonly IndexColumn[]> = {
  contact: [
    { name: "email", label: "Email", sortable: true },
    { name: "company", label: "Company", sortable: false },
    { name: "owner", label: "Owner", sortable: false },
    { name: "lastMeetingAt", label: "Last meeting", sortable: false },
    { name: "nextMeetingAt", label: "Next meeting", sortable: false },
    { name: "leadStatus", label: "Lead status", sortable: true },
    { name: "createdAt", label: "Create date", sortable: true },
  ],
  company: [
    { name: "domain", label: "Company domain name", sortable: true },
    { name: "owner", label: "Owner", sortable: false },
    { name: "industry", label: "Industry", sortable: true },
    { name: "city", label: "City", sortable: true },
    { name: "lastMeetingAt", label: "Last meeting", sortable: false },
    { name: "nextMeetingAt", label: "Next meeting", sortable: false },
    { name: "createdAt", label: "Create date", sortable: true },
  ],
  deal: [
    { name: "stageId", label: "Deal stage", sortable: false },
    { name: "amount", label: "Amount", sortable: true },
    { name: "closeDate", label: "Close date", sortable: true },
    { name: "owner", label: "Owner", sortable: false },
    { name: "nextMeetingAt", label: "Next meeting", sortable: false },
    { name: "createdAt", label: "Create date", sortable: true },
  ],
  ticket: [
    { name: "stageId", label: "Ticket status", sortable: false },
    { name: "priority", label: "Priority", sortable: true },
    { name: "owner", label: "Owner", sortable: false },
    { name: "nextMeetingAt", label: "Next meeting", sortable: false },
    { name: "createdAt", label: "Create date", sortable: true },
  ],
};

/** The definition of one property; undefined for a name this kind does not have. */
export const propertyOf = (kind: RecordKind, name: string): PropertyDefinition | undefined =>
  properties[kind].find((property) => property.name === name);
