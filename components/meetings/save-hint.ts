import { providerWords } from "@/lib/domain/calendar/connection";
import type { MeetingForm } from "@/lib/domain/meetings/form";
import { startsInPast } from "@/lib/domain/meetings/form-times";
import type { ScheduleFormDefaults } from "@/lib/domain/meetings/inputs";
import type { Instant } from "@/lib/domain/time/instant";

export type SaveHint = {
  button: "Save" | "Log meeting";
  text: string;
  /** The link to the calendar's settings, where something there keeps the meeting off the calendar. */
  settings: "Connect your calendar" | "Turn it on" | null;
};

/** What pressing the button will do, said before it is pressed (product section 5, RULES O1). */
export function saveHint(
  form: MeetingForm,
  defaults: Pick<ScheduleFormDefaults, "calendar" | "calendarOff" | "host">,
  now: Instant,
): SaveHint {
  if (startsInPast(form, now))
    return {
      button: "Log meeting",
      text: "It has begun already: the meeting is logged and no invitation is sent.",
      settings: null,
    };
  if (defaults.calendarOff)
    return {
      button: "Save",
      text: "Sync my calendar is off, so this meeting is logged only: no event, no invitation.",
      settings: "Turn it on",
    };
  if (defaults.calendar === null)
    return {
      button: "Save",
      text: "No calendar connected: the meeting is logged only.",
      settings: "Connect your calendar",
    };
  const guests = form.attendees.filter((guest) => guest.email !== defaults.host.email.toLowerCase()).length;
  const { maker } = providerWords[defaults.calendar.provider];
  if (guests === 0)
    return { button: "Save", text: "It goes into your calendar; nobody is invited.", settings: null };
  const people = guests === 1 ? "1 person" : `${guests} people`;
  return { button: "Save", text: `${people} will be invited by ${maker}.`, settings: null };
}
