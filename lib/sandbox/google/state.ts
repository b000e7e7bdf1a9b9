import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { EventRecord } from "./event-record";

export type CalendarState = {
  /** Grows by one with each change; the position sync tokens point at. */
  revision: number;
  /** Sync tokens of an older epoch answer 410. */
  epoch: number;
  events: Map<string, EventRecord>;
};

export type Grant = { email: string; clientId: string; scopes: string[]; refreshIssued: boolean };

export type IssuedCode = {
  code: string;
  email: string;
  clientId: string;
  redirectUri: string;
  scopes: string[];
  expiresAt: number;
  offline: boolean;
  withRefreshToken: boolean;
  challenge?: string | undefined;
  nonce?: string | undefined;
};

export type IssuedToken = {
  token: string;
  email: string;
  clientId: string;
  scopes: string[];
  expiresAt?: number | undefined;
};

export type Channel = {
  id: string;
  resourceId: string;
  resourceUri: string;
  email: string;
  clientId: string;
  address: string;
  token?: string | undefined;
  /** Epoch milliseconds. */
  expiration: number;
  messageNumber: number;
  eventTypes: string[];
};

export type Mail = {
  id: string;
  to: string;
  from: string;
  subject: string;
  kind: "Invitation" | "Updated" | "Cancelled";
  eventId: string;
  iCalUID: string;
  title: string;
  /** Start of the event: RFC 3339 in its own zone, or a date. */
  start: string;
  /** ISO instant of sending. */
  at: string;
  cause: "api" | "calendar page";
};

/** Everything the sandbox remembers between two starts. */
export type State = {
  secret: string;
  signingKey: string;
  calendars: Map<string, CalendarState>;
  grants: Grant[];
  codes: IssuedCode[];
  accessTokens: IssuedToken[];
  refreshTokens: IssuedToken[];
  channels: Channel[];
  outbox: Mail[];
};

/** A state with nothing in it but fresh keys. */
export function emptyState(): State {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    secret: randomBytes(32).toString("base64url"),
    signingKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    calendars: new Map(),
    ...emptyLists(),
  };
}

/** The lists a reset empties; keys stay, so that tokens already handed out fail in the ordinary way. */
export function emptyLists() {
  return {
    grants: [] as Grant[],
    codes: [] as IssuedCode[],
    accessTokens: [] as IssuedToken[],
    refreshTokens: [] as IssuedToken[],
    channels: [] as Channel[],
    outbox: [] as Mail[],
  };
}

/** JSON text of a state. */
export function encodeState(state: State): string {
  const calendars = [...state.calendars].map(([email, calendar]) => ({
    email,
    revision: calendar.revision,
    epoch: calendar.epoch,
    events: [...calendar.events.values()],
  }));
  return JSON.stringify({ ...state, calendars });
}

/** The inverse of `encodeState`. */
export function decodeState(text: string): State {
  const raw = JSON.parse(text) as Omit<State, "calendars"> & {
    calendars: { email: string; revision: number; epoch: number; events: EventRecord[] }[];
  };
  const calendars = raw.calendars.map(({ email, revision, epoch, events }) => {
    const byId = new Map(events.map((event) => [event.id, event]));
    return [email, { revision, epoch, events: byId }] as const;
  });
  return { ...raw, calendars: new Map(calendars) };
}
