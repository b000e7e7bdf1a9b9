import type { EventCopy } from "@/db/queries/copies";
import type { CalendarEvent } from "@/lib/domain/calendar/event";

/**
 * The copy of a single event that its calendar's own person organises: one we made, or time off. A provider's bare "removed"
 * is looked into only for what there is a copy of.
 */
export const ownCopyOf = (event: CalendarEvent, meetingId: string | null): EventCopy => ({
  eventId: event.id,
  icalUid: event.icalUid,
  occurrence: "",
  seriesEventId: null,
  meetingId,
  etag: event.etag,
  organizerSelf: true,
  isPrivate: event.visibility === "private",
  cancelled: false,
  invitesNobody: false,
  eventCreatedAt: event.createdAt,
  firstStart: null,
  eventUpdatedAt: event.updatedAt,
});
