import type { View } from "./event-state";

const DAY_MS = 86_400_000;
/** Every series here is made as one of five days. */
const LENGTH = 5;

/** When the occurrences of a series after its first one begin: as many as its rule says, or up to when it ends. */
export function slotsOf(series: Pick<View, "start" | "rule">): string[] {
  const [, count = String(LENGTH)] = /COUNT=(\d+)/.exec(series.rule) ?? [];
  return Array.from({ length: Number(count) - 1 }, (_, at) =>
    new Date(Date.parse(series.start) + (at + 1) * DAY_MS).toISOString(),
  ).filter((slot) => !endsBefore(slot, series));
}

/** Whether a series was made to end before the day of this slot. */
function endsBefore(slot: string, { rule }: Pick<View, "rule">): boolean {
  const [, last = null] = /UNTIL=(\d{8})/.exec(rule) ?? [];
  return last !== null && slot.slice(0, 10).replaceAll("-", "") > last;
}

/** An occurrence that is just as its series has it. */
export function occurrenceAt(series: View, slot: string): View {
  const length = Date.parse(series.end) - Date.parse(series.start);
  const end = new Date(Date.parse(slot) + length).toISOString();
  return { ...series, kind: "slot", slot, start: slot, end };
}
