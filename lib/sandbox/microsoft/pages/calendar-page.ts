import { type CalendarPageParts, calendarPage } from "../../desk/pages/calendar-page";
import type { Call, Reply } from "../../google/http";
import type { World } from "../world";
import { weekOfEvent, weekView } from "./week-view";

const TROUBLES: CalendarPageParts["troubles"] = [
  { kind: "expire-access-tokens", label: "Expire the access token" },
  { kind: "revoke-grant", label: "Revoke the grant" },
  { kind: "end-refresh-tokens", label: "Change the password" },
  { kind: "withdraw-scope", label: "Withdraw the permission" },
  { kind: "expire-sync-tokens", label: "Expire the delta link (410)" },
  { kind: "lose-notifications", label: "Lose the next notification" },
  { kind: "ask-reauthorization", label: "Ask for a reauthorisation" },
  { kind: "remove-subscription", label: "Remove the subscription" },
  { kind: "drop-subscription", label: "Drop push without a word" },
  { kind: "rate-limit-429", label: "Answer 429 for a minute", seconds: 60 },
];

/** The calendar page of people at Microsoft. */
export function outlookCalendarPage(world: World, call: Call): Reply {
  return calendarPage(world, call, {
    speaks: "Microsoft Graph",
    standsFor: "Outlook Calendar",
    other: "Google Calendar",
    onlineMeeting: "Teams meeting",
    troubles: TROUBLES,
    weekView: (person, start) => weekView(world, person, start),
    weekOfEvent: (person, id) => weekOfEvent(world, person, id),
  });
}
