import { type CalendarPageParts, calendarPage } from "../../desk/pages/calendar-page";
import type { Call, Reply } from "../http";
import type { World } from "../world";
import { weekOfEvent, weekView } from "./week-view";

const TROUBLES: CalendarPageParts["troubles"] = [
  { kind: "expire-access-tokens", label: "Expire the access token" },
  { kind: "revoke-grant", label: "Revoke the grant" },
  { kind: "end-refresh-tokens", label: "End the sign-in" },
  { kind: "withdraw-scope", label: "Withdraw the permission" },
  { kind: "expire-sync-tokens", label: "Expire the sync token (410)" },
  { kind: "lose-notifications", label: "Lose the next notification" },
  { kind: "drop-channel", label: "Drop push without a word" },
  { kind: "rate-limit-429", label: "Answer 429 for a minute", seconds: 60 },
];

/** The calendar page of people at Google. */
export function googleCalendarPage(world: World, call: Call): Reply {
  return calendarPage(world, call, {
    speaks: "Google’s API",
    standsFor: "Google Calendar",
    other: "Outlook",
    onlineMeeting: "Google Meet",
    troubles: TROUBLES,
    weekView: (person, start) => weekView(world, person, start),
    weekOfEvent: (person, id) => weekOfEvent(world, person, id),
  });
}
