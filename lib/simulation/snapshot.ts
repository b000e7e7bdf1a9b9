import { z } from "zod";
import type { Desk } from "./desk";

/** One copy in one calendar, as that calendar shows it. */
export type Raw = {
  id: string;
  uid: string;
  title: string;
  start: string;
  end: string;
  isAllDay: boolean;
  organizer: string;
  guests: { email: string; reply: string }[];
  isPrivate: boolean;
  created: string;
  updated: string;
  /** Out of office. */
  isAway: boolean;
  isCancelled: boolean;
  repeats: boolean;
  /** How it repeats; empty where it does not. */
  rule: string;
  /** Of an occurrence with a row of its own: its series, and when it was to start. */
  masterId: string | null;
  slot: string | null;
  /** Of a series at Outlook: the days that were taken out of it. */
  lostDays: string[];
  /** Differs whenever anything of the copy does. */
  stamp: string;
};

const time = z.object({ date: z.string().optional(), dateTime: z.string().optional() });
const item = z.object({
  id: z.string(),
  iCalUID: z.string().optional(),
  summary: z.string().optional(),
  start: time.optional(),
  end: time.optional(),
  organizer: z.object({ email: z.string() }).optional(),
  attendees: z.array(z.object({ email: z.string(), responseStatus: z.string() })).optional(),
  visibility: z.string().optional(),
  created: z.string().optional(),
  updated: z.string().optional(),
  eventType: z.string().optional(),
  status: z.string(),
  recurrence: z.array(z.string()).optional(),
  recurringEventId: z.string().optional(),
  originalStartTime: time.optional(),
  cancelledDays: z.array(z.string()).optional(),
});
const listing = z.object({ items: z.array(z.unknown()) });

/** Every event that stands in a person's calendar now; what is not here is gone. */
export async function readCalendar(desk: Desk, email: string): Promise<Map<string, Raw>> {
  const { json } = await desk.act("GET", `/people/${email}/events?maxResults=2500`);
  const rows = listing.parse(json).items.map((row) => toRaw(item.parse(row), row));
  return new Map(rows.map((raw) => [raw.id, raw]));
}

function toRaw(row: z.infer<typeof item>, whole: unknown): Raw {
  return {
    id: row.id,
    uid: row.iCalUID ?? "",
    title: row.summary || "(No title)",
    start: instantOf(row.start),
    end: instantOf(row.end),
    isAllDay: row.start?.date !== undefined,
    organizer: row.organizer?.email ?? "",
    guests: (row.attendees ?? []).map(({ email, responseStatus }) => ({
      email,
      reply: responseStatus === "needsAction" ? "awaiting" : responseStatus,
    })),
    isPrivate: row.visibility === "private" || row.visibility === "confidential",
    created: row.created ?? "",
    updated: row.updated ?? "",
    isAway: row.eventType === "outOfOffice" && row.status !== "cancelled",
    isCancelled: row.status === "cancelled",
    repeats: row.recurrence !== undefined && row.recurrence.length > 0,
    rule: row.recurrence?.join("\n") ?? "",
    masterId: row.recurringEventId ?? null,
    slot: row.originalStartTime ? instantOf(row.originalStartTime) : dayIn(row.id),
    lostDays: row.cancelledDays ?? [],
    stamp: JSON.stringify(whole),
  };
}

/** Everyone here lives in UTC, so that a day begins at midnight UTC. */
const instantOf = (at: z.infer<typeof time> | undefined): string => {
  const text = at?.dateTime ?? (at?.date ? `${at.date}T00:00:00Z` : "");
  return text ? new Date(text).toISOString() : "";
};

/** Outlook's id of an occurrence is made of its series' and its day. */
function dayIn(id: string): string | null {
  const text = Buffer.from(id.slice(8, -1), "base64url").toString("utf8");
  return /~(\d{4}-\d{2}-\d{2})$/.exec(text)?.[1] ?? null;
}
