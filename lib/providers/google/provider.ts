import type { WholeProvider } from "@/lib/domain/calendar/provider";
import { busy } from "./busy";
import { changeEvent } from "./change-event";
import type { GoogleSettings } from "./client";
import { cancel, changes, insert, serverTime } from "./events";
import { lookUp } from "./look-up";
import { readNotification } from "./notifications";
import { consentUrl, exchangeCode, readRefusal } from "./oauth";
import { occurrences } from "./occurrences";
import { listSpan } from "./span";
import { changeTimeOff, putTimeOff, removeTimeOff } from "./time-off";
import { stopWatching, watch } from "./watch";

/** Google Calendar behind the port. It keeps no state: every call brings its own access. */
export function googleProvider(settings: GoogleSettings): WholeProvider {
  return {
    name: "google",
    consentUrl: (consent) => consentUrl(settings, consent),
    // A Workspace administrator trusts apps in a console of their own, which no link of ours leads into.
    adminConsentUrl: () => null,
    readRefusal,
    exchangeCode: (input) => exchangeCode(settings, input),
    serverTime: (access) => serverTime(settings, access),
    changes: (access, cursor) => changes(settings, access, cursor),
    lookUp: (access, hints) => lookUp(settings, access, hints),
    listSpan: (access, span, cursor) => listSpan(settings, access, span, cursor),
    occurrences: (access, span, zone) => occurrences(settings, access, span, zone),
    busy: (access, span, ask) => busy(settings, access, span, ask),
    insert: (access, draft) => insert(settings, access, draft),
    changeEvent: (access, patch) => changeEvent(settings, access, patch),
    cancel: (access, eventId) => cancel(settings, access, eventId),
    putTimeOff: (access, draft) => putTimeOff(settings, access, draft),
    changeTimeOff: (access, edit) => changeTimeOff(settings, access, edit),
    removeTimeOff: (access, event) => removeTimeOff(settings, access, event),
    watch: (access, channel) => watch(settings, access, channel),
    // Google's channels cannot be prolonged.
    renewWatch: async () => null,
    stopWatching: (access, channel) => stopWatching(settings, access, channel),
    readNotification,
  };
}
