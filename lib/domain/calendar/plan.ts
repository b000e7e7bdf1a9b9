import type { SharedFields } from "../meetings/from-event";
import type { Instant, ZoneId } from "../time/instant";
import type { AdmissionWorld, SkipRule } from "./admission";
import type { DecisionRule } from "./rule-words";

/** A meeting as the planner sees it. */
export type MeetingState = {
  id: string;
  shared: SharedFields;
  push: "local" | "pending" | "scheduled" | "failed";
  frozen: boolean;
  cancelled: boolean;
  /** Contacts it is on because they take part, not because someone ticked them. */
  guestContactIds: readonly string[];
  /** Live copies of it on other connections that are connected now. */
  otherCopies: readonly { organizerSelf: boolean; isPrivate: boolean }[];
};

export type CopyState = {
  meetingId: string | null;
  organizerSelf: boolean;
  isPrivate: boolean;
  /** It was told of as gone before. */
  cancelled: boolean;
  etag: string | null;
  /** Set for an occurrence that has a row of its own, and which slot of its series that is; empty for the first one. */
  seriesEventId: string | null;
  occurrence: string;
  /** It is a series, or a part that was split off one. */
  isSeries: boolean;
};

export type ChangeState = {
  world: AdmissionWorld;
  calendarZone: ZoneId;
  /** The connected mailbox's own address. */
  ownEmail: string;
  now: Instant;
  sanitise(html: string): string;
  /** This connection's copy of the event, when we have seen it before. */
  copy: CopyState | null;
  /** The meeting the event is: by its copy, by our own mark on it, or by UID and occurrence (RULES I11). */
  meeting: MeetingState | null;
  /** The organiser's own copy is connected, and its guest list has nobody a timeline could show (RULES I11). */
  organiserInvitesNobody: boolean;
  /** Of a series that is gone and whose first occurrence is on no timeline: another connected calendar has it, in public. */
  isCarried: boolean;
  /** Asked of what vanished: this calendar has the event again under another id. */
  isHeldAgain: boolean;
  /** Someone deleted this meeting in the CRM (RULES O3). */
  deletedInCrm: boolean;
  /** For a series: this calendar has told its first occurrence apart, so the series' row does not speak for that one. */
  firstHasOwnRow: boolean;
  /**
   * For a series that comes without its first occurrence's own row: what that row, told before, said of it. Null where the calendar
   * never told it apart.
   */
  firstApart: "stands" | "off" | null;
  /** For an instance or a split-off part: its series, or null when the provider does not know it either. */
  series: {
    createdAt: Instant | null;
    firstStart: Instant | null;
    /** It was deleted, or is not in this calendar. */
    isGone: boolean;
    /** This calendar's person organises it. */
    organizerSelf: boolean;
    /** How it repeats, where it came by or was asked for: RFC 5545's lines. */
    rule: readonly string[];
    /** Whose clock it repeats by. */
    zone: ZoneId;
    /** The whole series' first occurrence, if it is on timelines. */
    meeting: MeetingState | null;
    /** Asked of an occurrence that is gone: this calendar has told that the first one was called off by itself. */
    firstIsOff: boolean;
  } | null;
};

export type Step =
  | { do: "log"; fields: SharedFields; contactIds: string[]; cancelled: boolean }
  | {
      do: "update";
      meetingId: string;
      fields: SharedFields;
      changed: string[];
      add: string[];
      remove: string[];
      revive: boolean;
      adopt: boolean;
      thaw: boolean;
    }
  | { do: "leave"; meetingId: string; fields: SharedFields }
  | { do: "cancel"; meetingId: string }
  /** `meetingId`: its first occurrence's; null where that one is on no timeline. */
  | { do: "cancel-coming"; meetingId: string | null }
  | { do: "freeze"; meetingId: string }
  | { do: "none"; reason: "echo" | "unchanged" | "not-authority" | SkipRule };

/** What is told about it in "Why is it here, or missing?" (RULES N1); null when there is nothing to tell. */
export type Decision = {
  result: "logged" | "skipped" | "no-match";
  rule: DecisionRule;
  title: string | null;
  guests: string | null;
  /** Outside addresses that are no contact: each could be made one. */
  strangers: string[];
  /** When the event takes place. */
  startAt: Instant | null;
};

export type Plan = { step: Step; decision: Decision | null };
