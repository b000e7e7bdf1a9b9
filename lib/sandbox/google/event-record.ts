/** A whole day, or an instant kept in UTC with the IANA zone the event was written in. */
export type EventTime = { date: string } | { dateTime: string; timeZone: string };

export type ResponseStatus = "needsAction" | "declined" | "tentative" | "accepted";

export type Mailbox = { email: string; displayName?: string | undefined };

export type Attendee = Mailbox & {
  responseStatus: ResponseStatus;
  optional?: boolean | undefined;
  resource?: boolean | undefined;
  comment?: string | undefined;
  additionalGuests?: number | undefined;
};

export type ConferenceData = {
  createRequest?: {
    requestId: string;
    conferenceSolutionKey?: { type: string };
    status?: { statusCode: "pending" | "success" | "failure" };
  };
  entryPoints?: { entryPointType: string; uri: string; label?: string }[];
  conferenceSolution?: { key: { type: string }; name: string; iconUri?: string };
  conferenceId?: string;
};

export type ExtendedProperties = {
  private?: Record<string, string> | undefined;
  shared?: Record<string, string> | undefined;
};

/** The optional members of an event: an absent one has the vendor's default (providers 2.1). */
export type EventDetails = {
  summary?: string | undefined;
  description?: string | undefined;
  location?: string | undefined;
  colorId?: string | undefined;
  visibility?: string | undefined;
  transparency?: string | undefined;
  guestsCanModify?: boolean | undefined;
  guestsCanInviteOthers?: boolean | undefined;
  guestsCanSeeOtherGuests?: boolean | undefined;
  anyoneCanAddSelf?: boolean | undefined;
  attendeesOmitted?: boolean | undefined;
  endTimeUnspecified?: boolean | undefined;
  reminders?: Record<string, unknown> | undefined;
  source?: { title?: string | undefined; url?: string | undefined } | undefined;
  extendedProperties?: ExtendedProperties | undefined;
  outOfOfficeProperties?: Record<string, unknown> | undefined;
  focusTimeProperties?: Record<string, unknown> | undefined;
  workingLocationProperties?: Record<string, unknown> | undefined;
  birthdayProperties?: Record<string, unknown> | undefined;
  conferenceData?: ConferenceData | undefined;
  hangoutLink?: string | undefined;
};

/** What an insert or an edit decides about an event, after validation. */
export type EventContent = {
  status: "confirmed" | "tentative" | "cancelled";
  start: EventTime;
  end: EventTime;
  recurrence?: string[] | undefined;
  attendees?: Attendee[] | undefined;
  details: EventDetails;
};

/** One copy of one event on one person's calendar. */
export type EventRecord = EventContent & {
  id: string;
  iCalUID: string;
  eventType: string;
  created: string;
  updated: string;
  /** Position in this calendar's history of changes: sync tokens and etags are made of it. */
  rev: number;
  sequence: number;
  creator: Mailbox;
  organizer: Mailbox;
  recurringEventId?: string | undefined;
  originalStart?: EventTime | undefined;
  /** On a changed instance: which fields no longer follow the series. */
  own?: string[] | undefined;
  /** Epoch milliseconds at which a pending conference gets its link. */
  meetDueAt?: number | undefined;
  /** Came by mail from an organiser at another provider. */
  isForeign?: boolean | undefined;
  /** The pending conference will be refused. */
  meetFails?: boolean | undefined;
};

/** A deep, independent copy. */
export function cloneRecord(record: EventRecord): EventRecord {
  return structuredClone(record);
}
