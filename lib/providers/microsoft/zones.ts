import { findIana, findWindows } from "windows-iana";
import type { ZoneId } from "@/lib/domain/time/instant";
import { isZone } from "@/lib/domain/time/slot";

/** Names CLDR still lists under their older spelling. */
const renamed: Record<string, ZoneId> = {
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Godthab": "America/Nuuk",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
};
const olderName = new Map(Object.entries(renamed).map(([older, newer]) => [newer, older]));

/** The IANA zone of a Windows or IANA name (CLDR windowsZones); null for custom and unknown ones. */
export function ianaZone(name: string | null | undefined): ZoneId | null {
  const wanted = name?.trim() ?? "";
  if (!wanted) return null;
  if (/^(tzone:\/\/microsoft\/)?utc$/i.test(wanted)) return "UTC";
  const found: string | undefined = findIana(wanted)[0];
  const zone = found ? (renamed[found] ?? found) : wanted;
  return isZone(zone) ? zone : null;
}

/** The Windows name of an IANA zone, which Graph takes everywhere; null where Windows has none. */
export function windowsZone(zone: ZoneId): string | null {
  return findWindows(zone)[0] ?? findWindows(olderName.get(zone) ?? "")[0] ?? null;
}
