"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { BackFillView } from "@/lib/domain/calendar/back-fill";
import { foundOf } from "./back-fill-words";
import { counted } from "./calendar-words";
import type { BackFillAct } from "./use-back-fill";

type BackFillPreviewProps = {
  backFill: BackFillView;
  working: BackFillAct | null;
  onConfirm: () => void;
  onCancel: () => void;
};

/** What a count has found, per contact, before anything is logged. */
export function BackFillPreview({ backFill, working, onConfirm, onCancel }: BackFillPreviewProps) {
  const { meetings, people, morePeople } = backFill;
  const isNothing = meetings === 0;
  return (
    <>
      <p role="status" className="max-w-[76ch] font-semibold">
        {foundOf(backFill)}
      </p>
      {people.length > 0 && (
        <ul aria-label="Meetings per contact" className="grid w-full gap-x-8 sm:grid-cols-2">
          {people.map((person) => (
            <li
              key={person.contactId}
              className="flex items-baseline justify-between gap-3 border-line border-b py-1.5"
            >
              <Link
                href={`/contacts/${person.contactId}`}
                className="min-w-0 truncate text-brand-ink hover:underline"
                dir="auto"
              >
                {person.name}
              </Link>
              <span className="flex-none text-ink-2 text-s tabular-nums">
                {counted(person.meetings, "meeting")}
              </span>
            </li>
          ))}
        </ul>
      )}
      {morePeople > 0 && <p className="text-ink-3 text-s">{`and ${counted(morePeople, "more contact")}`}</p>}
      <div className="flex flex-wrap gap-2">
        {!isNothing && (
          <Button size="s" variant="primary" loading={working === "confirm"} onClick={onConfirm}>
            {`Log ${counted(meetings, "meeting")}`}
          </Button>
        )}
        <Button size="s" loading={working === "cancel"} onClick={onCancel}>
          {isNothing ? "Choose another time" : "Cancel"}
        </Button>
      </div>
    </>
  );
}
