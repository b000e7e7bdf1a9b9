import { addressKey } from "../google/people";

/** Everything on one person's calendar, with the position in its history that sync and delta tokens point at. */
export type EventBook<Event> = {
  /** Grows by one with each change. */
  revision: number;
  /** Tokens of an older epoch have expired. */
  epoch: number;
  events: Map<string, Event>;
};

export type EventBooks<Event> = Map<string, EventBook<Event>>;
/** A book as JSON can hold it. */
export type PackedBook<Event> = { email: string; revision: number; epoch: number; events: Event[] };

/** The book of one address, made on first use. */
export function bookOf<Event>(books: EventBooks<Event>, email: string): EventBook<Event> {
  const key = addressKey(email);
  const found = books.get(key);
  if (found) return found;
  const fresh: EventBook<Event> = { revision: 0, epoch: 1, events: new Map() };
  books.set(key, fresh);
  return fresh;
}

/** Empties every book; tokens of before have then expired. */
export function clearBooks<Event>(books: EventBooks<Event>): void {
  for (const book of books.values()) {
    book.events.clear();
    book.epoch += 1;
  }
}

/** Books as JSON can hold them. */
export function packBooks<Event>(books: EventBooks<Event>): PackedBook<Event>[] {
  return [...books].map(([email, { revision, epoch, events }]) => ({
    email,
    revision,
    epoch,
    events: [...events.values()],
  }));
}

/** The inverse of `packBooks`. */
export function unpackBooks<Event extends { id: string }>(rows: PackedBook<Event>[]): EventBooks<Event> {
  return new Map(
    rows.map(({ email, revision, epoch, events }) => {
      const byId = new Map(events.map((event) => [event.id, event]));
      return [email, { revision, epoch, events: byId }] as const;
    }),
  );
}
