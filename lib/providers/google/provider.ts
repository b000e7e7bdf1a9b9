import type { CalendarProvider } from "@/lib/domain/calendar/provider";
import type { GoogleSettings } from "./client";
import { cancel, changes, get, insert, serverTime } from "./events";
import { readNotification } from "./notifications";
import { consentUrl, exchangeCode } from "./oauth";
import { stopWatching, watch } from "./watch";

/** Google Calendar behind the port. It keeps no state: every call brings its own access. */
export function googleProvider(settings: GoogleSettings): CalendarProvider {
  return {
    name: "google",
    consentUrl: (consent) => consentUrl(settings, consent),
    exchangeCode: (input) => exchangeCode(settings, input),
    serverTime: (access) => serverTime(settings, access),
    changes: (access, cursor) => changes(settings, access, cursor),
    get: (access, eventId) => get(settings, access, eventId),
    insert: (access, draft) => insert(settings, access, draft),
    cancel: (access, eventId) => cancel(settings, access, eventId),
    watch: (access, channel) => watch(settings, access, channel),
    stopWatching: (access, channel) => stopWatching(settings, access, channel),
    readNotification,
  };
}
