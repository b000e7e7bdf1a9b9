import type { CalendarProvider } from "@/lib/domain/calendar/provider";
import { changes } from "./changes";
import { cancel, insert, serverTime } from "./events";
import { lookUp } from "./look-up";
import { readNotification } from "./notifications";
import { adminConsentUrl, consentUrl, exchangeCode, readRefusal } from "./oauth";
import type { MicrosoftSettings } from "./settings";
import { renewWatch, stopWatching, watch } from "./watch";

/** Outlook Calendar behind the port. It keeps no state: every call brings its own access. */
export function microsoftProvider(settings: MicrosoftSettings): CalendarProvider {
  return {
    name: "microsoft",
    consentUrl: (consent) => consentUrl(settings, consent),
    adminConsentUrl: (input) => adminConsentUrl(settings, input),
    readRefusal,
    exchangeCode: (input) => exchangeCode(settings, input),
    serverTime: (access) => serverTime(settings, access),
    changes: (access, cursor) => changes(settings, access, cursor),
    lookUp: (access, hints) => lookUp(settings, access, hints),
    insert: (access, draft) => insert(settings, access, draft),
    cancel: (access, eventId) => cancel(settings, access, eventId),
    watch: (access, channel) => watch(settings, access, channel),
    renewWatch: (access, channel) => renewWatch(settings, access, channel),
    stopWatching: (access, channel) => stopWatching(settings, access, channel),
    readNotification,
  };
}
