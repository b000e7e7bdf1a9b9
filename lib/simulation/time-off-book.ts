import type { Stage } from "./stage";

/** What one side says of someone's time off. */
export type Fields = { start: string; end: string; note: string | null };

/** One absence through its life, under all names it has had: here, in calendars, and by its titles. */
export type Item = {
  names: Set<string>;
  owner: string;
  /** The last word on each side; null where it has had none. */
  here: Fields | "removed" | null;
  inCalendar: Fields | "removed" | null;
  /** What the calendar said before: whoever is disconnected has read up to some point. */
  earlier: Fields[];
  /** The calendar it stood in, or was on its way to, when it was removed here. */
  removedFrom: string | null;
};

/** The calendar has a new word on it. */
export function sayInCalendar(item: Item, word: Fields | "removed"): void {
  if (item.inCalendar !== null && item.inCalendar !== "removed") item.earlier.push(item.inCalendar);
  item.inCalendar = word;
}

type Names = { entryId?: string; eventId?: string; title?: string };

/** All time off of a history. Titles are there once, so that they tell which is which. */
export class TimeOffBook {
  readonly items: Item[] = [];

  /** The one that has any of these names; it has all of them from now on. */
  itemOf({ entryId, eventId, title }: Names): Item {
    const names = [entryId, eventId, title].filter((name): name is string => !!name);
    let item = this.items.find((each) => names.some((name) => each.names.has(name)));
    if (!item) {
      item = { names: new Set(), owner: "", here: null, inCalendar: null, earlier: [], removedFrom: null };
      this.items.push(item);
    }
    for (const name of names) item.names.add(name);
    return item;
  }

  find(name: string): Item | null {
    return this.items.find((item) => item.names.has(name)) ?? null;
  }
}

export type Place = { connectionId: string | null; eventId: string | null };

/** Where an entry stands, for the oracle: no page says it. */
export async function placeOf({ owner }: Stage, id: string): Promise<Place | null> {
  const [row] = await owner<Place[]>`
    select connection_id as "connectionId", event_id as "eventId" from time_off where id = ${id}`;
  return row ?? null;
}
