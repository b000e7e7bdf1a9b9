/** HubSpot's five, and no other (RULES section 5). */
export const meetingOutcomes = ["Scheduled", "Completed", "Rescheduled", "No show", "Canceled"] as const;
export type MeetingOutcome = (typeof meetingOutcomes)[number];

export const locationKinds = ["none", "phone", "address", "conference", "link"] as const;
export type LocationKind = (typeof locationKinds)[number];

export const replies = ["accepted", "declined", "tentative", "awaiting"] as const;
export type Reply = (typeof replies)[number];

/**
 * Where a meeting stands on its way into the calendar. `local`: it never goes there (a logged past meeting, no calendar
 * connected). `pending`: promised, the push job stands behind it. `scheduled`: the provider has it. `failed`: refused.
 */
export const pushStates = ["local", "pending", "scheduled", "failed"] as const;
export type PushState = (typeof pushStates)[number];

/** Someone in a meeting, as a card shows them. */
export type AttendeeView = {
  email: string;
  name: string;
  reply: Reply;
  organizer: boolean;
  contactId: string | null;
  userId: string | null;
};
