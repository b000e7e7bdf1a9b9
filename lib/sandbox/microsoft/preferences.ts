import type { Call } from "../google/http";
import { headerOf } from "../google/http";
import { ApiError } from "./api-error";
import { ianaZone } from "./time-zones";

/** What a request asked for in `Prefer` (providers 3); `applied` is echoed in Preference-Applied. */
export type Preferences = {
  /** As asked: Windows or IANA. */
  timeZone: string;
  idType: "default" | "immutable";
  bodyType: "text" | "html";
  pageSize?: number | undefined;
  applied: string[];
};

/** Reads every preference Graph honours; unknown ones are ignored, an unknown zone is 400. */
export function readPreferences(call: Call): Preferences {
  const preferences: Preferences = { timeZone: "UTC", idType: "default", bodyType: "html", applied: [] };
  for (const part of (headerOf(call, "prefer") ?? "").split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)) {
    const [name = "", value = ""] = part.trim().split(/=(.*)/s);
    if (apply(preferences, name.trim().toLowerCase(), value.trim().replace(/^"|"$/g, ""))) {
      preferences.applied.push(part.trim());
    }
  }
  return preferences;
}

function apply(preferences: Preferences, name: string, value: string): boolean {
  if (name === "outlook.timezone") {
    if (!ianaZone(value)) {
      throw new ApiError(
        400,
        "TimeZoneNotSupportedException",
        `A valid TimeZone value must be specified: ${value}`,
      );
    }
    preferences.timeZone = value;
    return true;
  }
  if (name === "idtype" && value.toLowerCase() === "immutableid") {
    preferences.idType = "immutable";
    return true;
  }
  if (name === "outlook.body-content-type" && (value === "text" || value === "html")) {
    preferences.bodyType = value;
    return true;
  }
  const size = Number(value);
  if (name !== "odata.maxpagesize" || !Number.isInteger(size) || size < 1) return false;
  preferences.pageSize = Math.min(size, 1000);
  return true;
}
