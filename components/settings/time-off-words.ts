import { namesOf } from "@/components/marketplace/apps";
import type { ChipTone } from "@/components/ui/chip";
import { providerWords } from "@/lib/domain/calendar/connection";
import type { TimeOffSettings } from "@/lib/domain/time-off/view";
import type { Standing } from "@/lib/domain/time-off/words";

/** The chip of a row: where the entry stands. */
export const standingWords: Record<Standing, { label: string; tone: ChipTone }> = {
  "in-calendar": { label: "In your calendar", tone: "ok" },
  waiting: { label: "Waiting", tone: "warn" },
  "here-only": { label: "Only here", tone: "neutral" },
  "not-told": { label: "Not told", tone: "danger" },
};

/** What turning the switch means from then on. */
export const syncConsequence = ({ calendar }: Pick<TimeOffSettings, "calendar">) =>
  calendar
    ? {
        on: "From now on, what you add or change goes both ways. What was added here while it was off stays here until you change it.",
        off: "From now on, nothing goes either way. What stands in both places stays in both.",
      }
    : {
        on: "Once your calendar is connected, what you add or change from then on goes both ways.",
        off: "Nothing will go either way, also once your calendar is connected.",
      };

/** What a calendar's state means for time off, and the way out where there is one. */
export type SyncWords = { text: string; link: { href: string; label: string } | null };

const calendarTab = (label: string): SyncWords["link"] => ({ href: "/settings/general/calendar", label });

/** The true state of the switch, in a sentence. Whatever keeps the two apart is named before the switch itself. */
export function syncWords(settings: TimeOffSettings): SyncWords {
  const { calendar, installed, mayInstall, admins, keepsSame } = settings;
  if (!calendar && !installed)
    return mayInstall
      ? {
          text: "No calendar app is installed, so time off stays here.",
          link: { href: "/marketplace", label: "Go to the Marketplace" },
        }
      : {
          text: `No calendar app is installed, so time off stays here. Ask ${namesOf(admins)} to install one.`,
          link: null,
        };
  if (!calendar)
    return {
      text: "Your calendar is not connected, so time off stays here.",
      link: calendarTab("Connect your calendar"),
    };
  const { app } = providerWords[calendar.provider];
  if (!keepsSame)
    return { text: `Off: time off stays here, and out of office in your ${app} stays there.`, link: null };
  if (calendar.state === "reconnect")
    return {
      text: `${app} has to be reconnected. Until then new time off waits here.`,
      link: calendarTab("Go to Calendar"),
    };
  if (!calendar.syncing)
    return {
      text: "“Sync my calendar” is off, so nothing goes either way.",
      link: calendarTab("Go to Calendar"),
    };
  return {
    text: `On: what you enter here stands in ${app} (${calendar.email}) as out of office, and new out of office there appears here. Nobody gets mail, and no invitation is declined for you. Repeating out of office stays in your calendar.`,
    link: null,
  };
}
