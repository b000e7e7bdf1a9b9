import type { Instant } from "../time/instant";
import type { ActivityDraft } from "./inputs";

/** The stored fields of a draft; the ones its kind does not have are null. */
export type DraftFields = {
  at: Instant;
  title: string;
  body: string;
  taskType: string | null;
  taskPriority: string | null;
  callOutcome: string | null;
  callDirection: string | null;
  durationMinutes: number | null;
};

/** Who wrote it and about whom: what an activity without a title of its own is called after. */
export type Naming = { author: string; contact: string | null };

/** What a Note, Call or Task form comes to. A note stands where it was written: at `writtenAt`. */
export function draftFields(draft: ActivityDraft, writtenAt: Instant, naming: Naming): DraftFields {
  switch (draft.kind) {
    case "note":
      return { ...none, at: writtenAt, title: `Note by ${naming.author}`, body: draft.body };
    case "call":
      return {
        ...none,
        at: moment(draft.at),
        title: naming.contact ? `Call with ${naming.contact}` : "Call",
        body: draft.body,
        callOutcome: draft.outcome,
        callDirection: draft.direction,
        durationMinutes: draft.durationMinutes,
      };
    case "task":
      return {
        ...none,
        at: moment(draft.at),
        title: draft.title,
        body: draft.body,
        taskType: draft.type,
        taskPriority: draft.priority,
      };
  }
}

const none = {
  taskType: null,
  taskPriority: null,
  callOutcome: null,
  callDirection: null,
  durationMinutes: null,
};

const moment = (text: string): Instant => new Date(text).toISOString();
