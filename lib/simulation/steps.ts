export type Flavour = "plain" | "private" | "all-day" | "series";
export type Setting = "all-day" | "occurrences" | "group" | "denied" | "own";
export type Blow = { kind: "kill" | "cut"; at: number };
export const troubleKinds = ["410", "429", "5xx", "lost-answer", "spent-token", "revoked"] as const;
export type TroubleKind = (typeof troubleKinds)[number];

type OneOf<D extends string, More> = D extends string ? { do: D } & More : never;

/** One thing that happens. Events and meetings are named by their place among those there are, so that any part of a history can be played. */
export type Step =
  | {
      do: "create";
      owner: string;
      guests: string[];
      flavour: Flavour;
      day: number;
      hour: number;
      isAway: boolean;
    }
  | OneOf<"rename" | "hide" | "show" | "cancel", { event: number }>
  | { do: "move"; event: number; day: number; hour: number; isAllDay: boolean }
  | { do: "invite"; event: number; guests: string[] }
  | { do: "reply"; event: number; guest: string; response: "accepted" | "declined" | "tentative" }
  | OneOf<"slot-rename" | "slot-cancel" | "split", { event: number; slot: number }>
  | { do: "slot-move"; event: number; slot: number; hour: number }
  | {
      do: "slot-reply";
      event: number;
      slot: number;
      guest: string;
      response: "accepted" | "declined" | "tentative";
    }
  | { do: "leave"; event: number; guest: string }
  | {
      do: "schedule";
      user: string;
      guests: string[];
      day: number;
      hour: number;
      blow: Blow | null;
      /** A worker takes a job at the same time. */
      isBeside: boolean;
    }
  | { do: "delete"; user: string; meeting: number; isEventToo: boolean; blow: Blow | null }
  | {
      do: "amend";
      user: string;
      meeting: number;
      /** What is changed besides the title. */
      what: "title" | "move" | "invite" | "drop";
      guest: string;
      hour: number;
      blow: Blow | null;
      isBeside: boolean;
    }
  | { do: "contact"; account: number; email: string; isThere: boolean }
  | { do: "setting"; user: string; what: Setting; isOn: boolean }
  | { do: "away"; user: string; day: number; hour: number; isPrivate: boolean }
  | {
      do: "away-edit";
      user: string;
      entry: number;
      how: "move" | "rename" | "hide" | "show" | "remove";
      day: number;
      hour: number;
    }
  | {
      do: "time-off";
      user: string;
      what: "add" | "change" | "remove";
      entry: number;
      day: number;
      hour: number;
      isAllDay: boolean;
      blow: Blow | null;
    }
  | { do: "time-off-sync"; user: string; isOn: boolean }
  | { do: "merge"; account: number; primary: string; secondary: string; blow: Blow | null }
  | { do: "back-fill"; user: string; what: "ask" | "confirm" | "cancel"; blow: Blow | null }
  /** One job by its name, for histories that are written by hand. */
  | { do: "job"; user: string; task: string; blow: Blow | null }
  | { do: "quiet" }
  /** The timetable's look. */
  | { do: "look" }
  | { do: "syncing"; user: string; isOn: boolean }
  | OneOf<"disconnect" | "connect" | "poll", { user: string }>
  | { do: "switch-app"; account: number }
  | { do: "deliver"; seed: number; lost: number; doubled: number; late: number }
  | { do: "work"; seed: number; jobs: number; blow: Blow | null; isPaired: boolean }
  | { do: "wait"; seconds: number }
  | { do: "trouble"; kind: TroubleKind; isOutlook: boolean; count: number; user: string };

/** The steps of these kinds. */
export type StepOf<D extends Step["do"]> = Extract<Step, { do: D }>;
