import { isZone } from "@/lib/domain/time/slot";

/** The zone an answer names, or UTC where it names none we know. */
export const zoneOr = (zone: string | null | undefined): string => (zone && isZone(zone) ? zone : "UTC");
