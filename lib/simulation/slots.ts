import type { View } from "./event-state";

const DAY_MS = 86_400_000;
/** Every series here is one of five days. */
const LENGTH = 5;

/** When the occurrences of a series after its first one begin. */
export const slotsOf = ({ start }: View): string[] =>
  Array.from({ length: LENGTH - 1 }, (_, at) =>
    new Date(Date.parse(start) + (at + 1) * DAY_MS).toISOString(),
  );

/** An occurrence that is just as its series has it. */
export function occurrenceAt(series: View, slot: string): View {
  const length = Date.parse(series.end) - Date.parse(series.start);
  const end = new Date(Date.parse(slot) + length).toISOString();
  return { ...series, kind: "slot", slot, start: slot, end };
}
