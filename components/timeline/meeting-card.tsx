"use client";

import { type ReactNode, useState } from "react";
import { DeleteMeetingDialog } from "@/components/meetings/delete-meeting-dialog";
import { EditNotice } from "@/components/meetings/edit-notice";
import { InternalNote } from "@/components/meetings/internal-note";
import { MeetingFacts } from "@/components/meetings/meeting-facts";
import { MeetingLinks } from "@/components/meetings/meeting-links";
import { PushNotice } from "@/components/meetings/push-notice";
import { RichText } from "@/components/meetings/rich-text";
import { Chip } from "@/components/ui/chip";
import type { MeetingEntry } from "@/lib/domain/timeline/entry";
import { Collapsible } from "./collapsible";
import { EntryCard } from "./entry-card";
import { whoLine } from "./replies";
import { useTimeline } from "./timeline-context";
import { meetingWhen, meetingWhenThere, momentWhen } from "./when";

/** A meeting as design/record.png shows it; cancelled ones stay, struck through (RULES I8). */
export function MeetingCard({ entry }: { entry: MeetingEntry }) {
  const { zone, now, readOnly, onEdit } = useTimeline();
  const [deleting, setDeleting] = useState(false);
  const [noting, setNoting] = useState(false);
  const mayAddNote = !readOnly && !noting && !entry.internalNote;
  const there = meetingWhenThere(entry, zone);
  return (
    <EntryCard
      entry={entry}
      mark={entry.repeats ? "series" : "meeting"}
      struck={entry.cancelled !== null}
      chips={<MeetingChips entry={entry} />}
      when={meetingWhen(entry, zone, now)}
      onEdit={() => onEdit(entry)}
      onDelete={() => setDeleting(true)}
    >
      <WhoLine entry={entry} />
      {there && <Line>{there}</Line>}
      {entry.cancelled && <Line>Canceled {momentWhen(entry.cancelled.at, zone, now)}</Line>}
      {entry.frozen && <Line>Private in the calendar: stopped following</Line>}
      <MeetingFacts entry={entry} />
      <PushNotice entry={entry} />
      <EditNotice entry={entry} />
      {entry.descriptionHtml && (
        <Collapsible>
          <RichText html={entry.descriptionHtml} />
        </Collapsible>
      )}
      <InternalNote entry={entry} editing={noting} onEditing={setNoting} />
      <MeetingLinks entry={entry} onAddNote={mayAddNote ? () => setNoting(true) : undefined} />
      <DeleteMeetingDialog entry={entry} open={deleting} onOpenChange={setDeleting} />
    </EntryCard>
  );
}

function MeetingChips({ entry }: { entry: MeetingEntry }) {
  if (entry.cancelled) return <Chip>Canceled in {entry.cancelled.where}</Chip>;
  return (
    <>
      <Chip tone="meeting">{entry.repeats ? "Repeats" : "Meeting"}</Chip>
      {entry.tentative && <Chip>Tentative</Chip>}
      {entry.away && <Chip>Out of office</Chip>}
    </>
  );
}

function Line({ children }: { children: ReactNode }) {
  return <p className="mt-0.5 text-ink-3 text-s">{children}</p>;
}

function WhoLine({ entry }: { entry: MeetingEntry }) {
  const { lead, word, names, more } = whoLine(entry);
  if (lead === null && names.length === 0) return null;
  return (
    <p className="mt-1 text-ink-2">
      {lead && <bdi>{lead}</bdi>}
      {word && ` ${word} `}
      {names.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two guests may share a name, and the line is never reordered
        <span key={index}>
          {index > 0 && ", "}
          <bdi>{name}</bdi>
        </span>
      ))}
      {more > 0 && ` and ${more} more`}
    </p>
  );
}
