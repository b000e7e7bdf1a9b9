"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useTimeline } from "@/components/timeline/timeline-context";
import { sayFault } from "@/components/timeline/use-entry-actions";
import { useNow } from "@/components/timeline/use-now";
import { agoWords } from "@/components/timeline/when";
import { providerWords } from "@/lib/domain/calendar/connection";
import { meetingOutcomes } from "@/lib/domain/meetings/meeting";
import type { MeetingEntry } from "@/lib/domain/timeline/entry";
import { MeetingPlace } from "./meeting-place";
import { ReplyList, ReplySummary } from "./reply-list";

/** Outcome, location, replies and calendar in one row; the replies open into a list of who said what. */
export function MeetingFacts({ entry }: { entry: MeetingEntry }) {
  const [open, setOpen] = useState(false);
  const listId = useId();
  const asked = entry.attendees.some((attendee) => !attendee.organizer);
  return (
    <>
      <dl className="mt-2.5 flex flex-wrap gap-x-[18px] gap-y-2 text-s">
        <Fact name="Outcome">
          <Outcome entry={entry} />
        </Fact>
        {entry.location.kind !== "none" && (
          <Fact name="Location">
            <MeetingPlace entry={entry} />
          </Fact>
        )}
        {asked && (
          <Fact name="Replies">
            <ReplySummary
              attendees={entry.attendees}
              open={open}
              listId={listId}
              onToggle={() => setOpen(!open)}
            />
          </Fact>
        )}
        <Fact name="Calendar">
          <CalendarFact entry={entry} />
        </Fact>
      </dl>
      {asked && open && <ReplyList id={listId} attendees={entry.attendees} />}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="font-medium text-ink-3 text-xs">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

/** HubSpot's five; changing it never touches the calendar (as in HubSpot). */
function Outcome({ entry }: { entry: MeetingEntry }) {
  const { readOnly, actions } = useTimeline();
  if (readOnly) return entry.outcome;
  return (
    <span className="relative inline-flex items-center">
      <select
        aria-label="Outcome"
        value={entry.outcome}
        onChange={(event) => {
          const outcome = meetingOutcomes.find((known) => known === event.target.value);
          if (outcome) void sayFault(actions.setOutcome(entry, outcome));
        }}
        className="field-sizing-content -my-px h-5 cursor-pointer appearance-none rounded-[4px] bg-surface pr-[18px] text-ink text-s hover:underline"
      >
        {meetingOutcomes.map((outcome) => (
          <option key={outcome}>{outcome}</option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" className="pointer-events-none absolute right-0 size-3.5 text-ink-3" />
    </span>
  );
}

function CalendarFact({ entry }: { entry: MeetingEntry }) {
  const { provider, push, syncedAt } = entry.calendar;
  if (provider === null || push === "local") return "Not in a calendar";
  const name = providerWords[provider].app.replace(" Calendar", "");
  if (push !== "scheduled") return `${name} · not there yet`;
  if (syncedAt === null || entry.frozen) return name;
  return (
    <>
      {name} · <Synced at={syncedAt} />
    </>
  );
}

function Synced({ at }: { at: string }) {
  const now = useNow(1_000);
  return <time dateTime={at}>{now === null ? "synced" : `synced ${agoWords(at, now)}`}</time>;
}
