import type { Instant } from "../time/instant";
import type { ProviderName } from "./connection";
import type { CalendarChange, CalendarEvent, ChangePage, EventDraft } from "./event";

/** Tokens of one grant. Only sealed text leaves the process (product rule: never a log, a prop, an error or a URL). */
export type Credentials = { accessToken: string; refreshToken: string | null; expiresAt: Instant | null };

/**
 * What a call works with. `refreshed` is told about new tokens before the call that needed them goes on, so that a rotated
 * refresh token is stored even if we crash a moment later.
 */
export type Access = { credentials: Credentials; refreshed(credentials: Credentials): Promise<void> };

/** What came back from consent. `subject` is the provider's stable key for the person (never the address). */
export type Grant = {
  credentials: Credentials;
  subject: string;
  email: string;
  scopes: string[];
  /** Calendar scopes the person left unticked; empty when all is granted. */
  missingScopes: string[];
};

export type Consent = {
  redirectUri: string;
  state: string;
  /** base64url of SHA-256 of the PKCE verifier. */
  codeChallenge: string;
  loginHint?: string;
};

export type Channel = { id: string; resourceId: string | null; expiresAt: Instant | null };

export type Signal = {
  channelId: string;
  resourceId: string | null;
  secret: string | null;
  message: number | null;
  kind: "hello" | "change" | "renew" | "missed";
};
export type Received =
  | { kind: "handshake"; body: string }
  | { kind: "signals"; signals: Signal[] }
  | { kind: "malformed" };
export type RawNotification = {
  headers: { get(name: string): string | null };
  query: URLSearchParams;
  body: string;
};

/**
 * The port. Both providers keep the same promises (lib/providers/contract.ts); every failure arrives as a `ProviderError`.
 * No method writes to our database and none sends mail unless its name says so.
 */
export interface CalendarProvider {
  readonly name: ProviderName;

  /** Where the browser goes to consent. */
  consentUrl(consent: Consent): string;
  /** Trades the code for a grant. A reused, expired or foreign code is `refused`. */
  exchangeCode(input: { code: string; codeVerifier: string; redirectUri: string }): Promise<Grant>;

  /** The provider's own clock, which `activeSince` is taken from. */
  serverTime(access: Access): Promise<Instant>;
  /**
   * Pages of everything since `cursor`; with null, of everything there is. Empty pages are yielded too; the last one alone
   * carries `nextCursor`. An expired or foreign cursor is `cursor-expired`.
   */
  changes(access: Access, cursor: string | null): AsyncIterable<ChangePage>;
  /** The event or a `gone` row for one that was deleted; null when this calendar never had it. */
  get(access: Access, eventId: string): Promise<CalendarChange | null>;

  /**
   * Creates the event and mails the invitations. Idempotent by `draft.id`: when that event is already there, it is read
   * and answered with `existed`, and nobody is mailed again.
   */
  insert(access: Access, draft: EventDraft): Promise<{ event: CalendarEvent; existed: boolean }>;
  /** Cancels the event and mails the guests. An event that is gone already counts as done. */
  cancel(access: Access, eventId: string): Promise<void>;

  /** Opens a push channel that calls `address` with `secret`. */
  watch(access: Access, channel: { id: string; secret: string; address: string }): Promise<Channel>;
  /** Closes it. One that is gone already counts as done. */
  stopWatching(access: Access, channel: { id: string; resourceId: string | null }): Promise<void>;
  /** Pure reading of a push request; never trusts and never calls out. */
  readNotification(request: RawNotification): Received;
}
