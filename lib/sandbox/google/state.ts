import { generateKeyPairSync, randomBytes } from "node:crypto";
import {
  type EventBook,
  type EventBooks,
  type PackedBook,
  packBooks,
  unpackBooks,
} from "../desk/event-books";
import { type Behaviours, behaviours, ordinaryBehaviours } from "./behaviours";
import type { EventRecord } from "./event-record";

export type CalendarState = EventBook<EventRecord>;

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
  /** What a refresh with this token is refused with from now on. */
  deadReason?: string | undefined;
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
  cause: "api" | "calendar page" | "mail";
};

/** Everything the sandbox remembers between two starts. */
export type State = {
  secret: string;
  signingKey: string;
  /** Milliseconds the clock was put forward. */
  clockOffset: number;
  behaviours: Behaviours;
  /** Where people live who were marked since the start, by address. */
  elsewhere: Record<string, boolean>;
  calendars: EventBooks<EventRecord>;
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
    clockOffset: 0,
    behaviours: ordinaryBehaviours(),
    elsewhere: {} as Record<string, boolean>,
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
  return JSON.stringify({ ...state, calendars: packBooks(state.calendars) });
}

/** The inverse of `encodeState`; what an older version did not write yet begins as usual. */
export function decodeState(text: string): State {
  const raw: Omit<State, "calendars"> & { calendars: PackedBook<EventRecord>[] } = JSON.parse(text);
  return {
    ...raw,
    behaviours: behaviours.parse(raw.behaviours ?? {}),
    elsewhere: raw.elsewhere ?? {},
    clockOffset: raw.clockOffset ?? 0,
    calendars: unpackBooks(raw.calendars),
  };
}
