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

export type Mailbox = EventBook<EventRecord>;

export type Grant = { email: string; clientId: string; scopes: string[] };

export type IssuedCode = {
  code: string;
  email: string;
  clientId: string;
  redirectUri: string;
  scopes: string[];
  expiresAt: number;
  redeemed: boolean;
  challenge?: string | undefined;
  nonce?: string | undefined;
  /** The consent named the claims that a challenge asked for. */
  namesClaims?: boolean | undefined;
};

export type AccessToken = {
  token: string;
  email: string;
  clientId: string;
  scopes: string[];
  expiresAt: number;
};

export type RefreshToken = {
  token: string;
  email: string;
  clientId: string;
  scopes: string[];
  expiresAt: number;
  /** When its successor was issued. */
  rotatedAt?: number | undefined;
  /** The AADSTS number it is refused with from now on. */
  deadCode?: number | undefined;
};

export type Subscription = {
  id: string;
  email: string;
  clientId: string;
  creatorId: string;
  tenantId: string;
  resource: string;
  changeType: string;
  notificationUrl: string;
  lifecycleNotificationUrl?: string | undefined;
  clientState?: string | undefined;
  usesImmutableIds: boolean;
  /** Epoch milliseconds. */
  expiration: number;
  /** Waits for a reauthorisation; changes meanwhile are lost and reported as missed. */
  paused?: { missed: boolean } | undefined;
};

export type Mail = {
  id: string;
  to: string;
  from: string;
  subject: string;
  kind: "Invitation" | "Updated" | "Cancelled" | "Accepted" | "Tentative" | "Declined";
  /** The id of the recipient's copy, or of the organiser's when the recipient has no mailbox here. */
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
  mailboxes: EventBooks<EventRecord>;
  grants: Grant[];
  /** Addresses whose tokens are not enough until a consent names the claims. */
  challenged: string[];
  adminConsents: { tenantId: string; clientId: string; scopes: string[] }[];
  codes: IssuedCode[];
  accessTokens: AccessToken[];
  refreshTokens: RefreshToken[];
  subscriptions: Subscription[];
  outbox: Mail[];
};

/** A state with nothing in it but fresh keys. */
export function emptyState(): State {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    secret: randomBytes(32).toString("base64url"),
    signingKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    mailboxes: new Map(),
    ...emptyLists(),
  };
}

/** What a reset empties; keys stay, so that tokens already handed out fail in the ordinary way. */
export function emptyLists() {
  return {
    clockOffset: 0,
    behaviours: ordinaryBehaviours(),
    elsewhere: {} as Record<string, boolean>,
    grants: [] as Grant[],
    challenged: [] as string[],
    adminConsents: [] as State["adminConsents"],
    codes: [] as IssuedCode[],
    accessTokens: [] as AccessToken[],
    refreshTokens: [] as RefreshToken[],
    subscriptions: [] as Subscription[],
    outbox: [] as Mail[],
  };
}

/** JSON text of a state. */
export function encodeState(state: State): string {
  return JSON.stringify({ ...state, mailboxes: packBooks(state.mailboxes) });
}

/** The inverse of `encodeState`; what an older version did not write yet begins as usual. */
export function decodeState(text: string): State {
  const raw: Omit<State, "mailboxes"> & { mailboxes: PackedBook<EventRecord>[] } = JSON.parse(text);
  return {
    ...raw,
    behaviours: behaviours.parse(raw.behaviours),
    elsewhere: raw.elsewhere ?? {},
    challenged: raw.challenged ?? [],
    mailboxes: unpackBooks(raw.mailboxes),
  };
}
