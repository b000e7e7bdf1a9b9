import type { BusyBlock, BusyDetail } from "../availability/busy";
import type { Instant, ZoneId } from "../time/instant";
import type { TimeOffDraft, TimeOffEdit } from "../time-off/time-off";
import type { ProviderName } from "./connection";
import type { CalendarChange, CalendarEvent, ChangeHint, ChangePage, EventDraft, EventPatch } from "./event";

/** Tokens of one grant. Only sealed text leaves the process (product rule: never a log, a prop, an error or a URL). */
export type Credentials = { accessToken: string; refreshToken: string | null; expiresAt: Instant | null };

/** What a call works with: the tokens of one grant as they stand, and the one way to fresh ones. */
export type Access = {
  /** The connected mailbox's address, lower-case: some providers mark their own person in no other way. */
  readonly email: string;
  credentials(): Credentials;
  /**
   * Trades `spent` tokens for fresh ones, one caller at a time over all processes: whoever comes second is given what the
   * first one got, without another trade. The fresh tokens are stored before this answers, so that a rotated refresh token
   * survives a crash a moment later. Rejects with what `trade` or the storing rejects with.
   */
  renew(spent: Credentials, trade: (current: Credentials) => Promise<Credentials>): Promise<Credentials>;
};

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
  /** The address to preselect at the provider. */
  loginHint?: string;
  /** What an earlier `reauthorise` said the next consent has to ask for. */
  claims?: string;
};

/** Why the browser came back from consent without a code, in the words of `ConnectResult`. */
export type ConsentRefusal = "denied" | "ask-admin" | "wrong-account" | "misconfigured" | "failed";

export type Channel = { id: string; resourceId: string | null; expiresAt: Instant | null };

/**
 * One push message. `renew`: the provider wants the channel reauthorised; `removed`: the channel is no more; `missed`: some
 * messages were lost. `eventId` names the event where the provider does.
 */
export type Signal = {
  channelId: string;
  resourceId: string | null;
  secret: string | null;
  message: number | null;
  eventId: string | null;
  kind: "hello" | "change" | "renew" | "removed" | "missed";
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

/** From `from` on, up to and without `until`. */
export type TimeSpan = { from: Instant; until: Instant };

/** A page of a walk over a span (`listSpan`), readable by itself. */
export type SpanPage = {
  /** In full and as they stand now: single events, series, and occurrences that changed or were called off. */
  changes: CalendarChange[];
  /** The series of those occurrences, as far as they are not among `changes`; also that one is called off, or not there. */
  series: CalendarChange[];
  /** Leads on to the next page, also in another process; null ends the walk. */
  nextCursor: string | null;
  /** The calendar's own zone, when the page says it. */
  zone: string | null;
};

/** How busy times are asked for; `zone` tells where days begin when the provider does not. */
export type BusyAsk = { zone: ZoneId; detail: BusyDetail };

/** What a look-up needs of a hint. */
export type LookUp = Pick<ChangeHint, "id" | "onPrimary">;

/**
 * The port. Both providers keep the same promises (lib/providers/contract.ts); every failure arrives as a `ProviderError`.
 * No method writes to our database, and none of these changes an event or mails anyone: what does is a `CalendarWriter`'s.
 */
export interface CalendarProvider {
  readonly name: ProviderName;

  /** Where the browser goes to consent. */
  consentUrl(consent: Consent): string;
  /** Where an administrator of the provider's tenant approves this app for everyone; null where there is no such page. */
  adminConsentUrl(input: { redirectUri: string; state: string }): string | null;
  /** Pure reading of a way back from consent that brought no code. */
  readRefusal(query: URLSearchParams): ConsentRefusal;
  /** Trades the code for a grant. A reused, expired or foreign code is `refused`. */
  exchangeCode(input: { code: string; codeVerifier: string; redirectUri: string }): Promise<Grant>;

  /** The provider's own clock, which `activeSince` is taken from. An account without a calendar is `no-calendar`. */
  serverTime(access: Access): Promise<Instant>;
  /**
   * Pages of everything since `cursor`; with null, of everything there is. Empty pages are yielded too; the last one alone
   * carries `nextCursor`. An expired, outgrown or foreign cursor is `cursor-expired`.
   */
  changes(access: Access, cursor: string | null): AsyncIterable<ChangePage>;
  /**
   * What the hinted events are now, in any order: each an upsert or `gone` (deleted, never there, or on another calendar of
   * the person), and for a series the slots that were taken out of it besides. Ask for many together: they
   * share calls as the provider allows. At most two run at once at the mailbox.
   */
  lookUp(access: Access, hints: readonly LookUp[]): Promise<CalendarChange[]>;
  /**
   * One page of what is on the primary calendar within a span; null for the first. All that begins in the span comes by,
   * each event on one page; more may come along. A cursor that is not honoured any more is `cursor-expired`.
   */
  listSpan(access: Access, span: TimeSpan, cursor: string | null): Promise<SpanPage>;
  /**
   * Every occurrence of a series that begins in the span, changed or not (`isChanged` says nothing here), as it stands;
   * what was called off is left out. One paged listing, however many series there are. `zone` tells where days begin when
   * the provider does not.
   */
  occurrences(access: Access, span: TimeSpan, zone: ZoneId): Promise<CalendarEvent[]>;
  /**
   * When the calendar's person is not free in a span, what only reaches into it included: living events and occurrences that
   * are not shown as free and that they did not decline. Titles come when asked for alone, those of private events never
   * (RULES I5). One paged listing, one call at a time.
   */
  busy(access: Access, span: TimeSpan, ask: BusyAsk): Promise<BusyBlock[]>;

  /**
   * Opens a push channel that calls `address` with `secret`; `channel.id` comes back in every signal. A channel of ours that
   * still stands at the provider is replaced where the provider allows but one.
   */
  watch(access: Access, channel: { id: string; secret: string; address: string }): Promise<Channel>;
  /** Prolongs it in place; null where the provider cannot, or no longer knows it: then a new one has to be opened. */
  renewWatch(access: Access, channel: { id: string; resourceId: string | null }): Promise<Channel | null>;
  /** Closes it. One that is gone already counts as done. */
  stopWatching(access: Access, channel: { id: string; resourceId: string | null }): Promise<void>;
  /** Pure reading of a push request; never trusts and never calls out. */
  readNotification(request: RawNotification): Received;
}

/**
 * The half of the port that changes calendars and mails people. Verbs get it for a line of the ledger alone, so that no
 * write can be made that was not written down before (RULES O6).
 */
export interface CalendarWriter {
  /**
   * Creates the event and mails the invitations. Idempotent by `draft.id`: an event that is already there is read and
   * answered with `existed` (where `draft.askedAt` says that it may be), and nobody is mailed again. One that was
   * deleted since is `gone`.
   */
  insert(access: Access, draft: EventDraft): Promise<{ event: CalendarEvent; existed: boolean }>;
  /**
   * Changes what the patch names of an event that its calendar's person organises, and nothing else of it; the guests are
   * told. Answers with the event as it is then. `changed` when `etag` is not its version any more, `gone` when it was deleted,
   * `not-organiser` and `refused` for good.
   */
  changeEvent(access: Access, patch: EventPatch): Promise<CalendarEvent>;
  /** Cancels the event and mails the guests. An event that is gone already counts as done. */
  cancel(access: Access, eventId: string): Promise<void>;

  /**
   * Puts time off into the calendar as out of office, without guests: it mails nobody and declines nothing. Idempotent by
   * `draft.id` like `insert`; one that was deleted since is `gone`, and what stands there is answered as it is.
   */
  putTimeOff(access: Access, draft: TimeOffDraft): Promise<{ event: CalendarEvent; existed: boolean }>;
  /** Changes it and answers with the event as it is then. Mails nobody. `changed` when `etag` is not its version any more. */
  changeTimeOff(access: Access, edit: TimeOffEdit): Promise<CalendarEvent>;
  /** Deletes it; gone already counts as done. Mails nobody. `changed` when `etag` is not its version any more. */
  removeTimeOff(access: Access, event: { eventId: string; etag: string | null }): Promise<void>;
}

/** Both halves, as a provider implements them. */
export type WholeProvider = CalendarProvider & CalendarWriter;
