"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reachServer } from "@/components/records/reach-server";
import { Spinner } from "@/components/ui/spinner";
import { createContactAndLogAction } from "@/lib/actions/sync-log";
import type { LogRow, Stranger } from "@/lib/domain/calendar/sync-log";
import { calendarKey } from "@/lib/queries/calendar";
import { hindranceWords } from "./sync-log-words";

type SyncLogStrangerProps = { row: LogRow; stranger: Stranger; mayCreate: boolean };

/** Somebody nobody knew when the event was decided, and the way to have it logged on them. */
export function SyncLogStranger({ row, stranger, mayCreate }: SyncLogStrangerProps) {
  const { email, contact } = stranger;
  const { connectionId, eventId, hindrance } = row;
  const client = useQueryClient();
  const [working, setWorking] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const press = async () => {
    if (working) return;
    setWorking(true);
    setFault(null);
    const result = await reachServer(createContactAndLogAction({ connectionId, eventId, email }));
    if (!result.ok) setFault(result.message);
    await client.invalidateQueries({ queryKey: calendarKey });
    setWorking(false);
  };
  return (
    <li className="wrap-anywhere not-first:mt-1">
      {contact ? (
        <>
          {`${email} is a contact by now, `}
          <bdi>{contact.name}</bdi>
          {". "}
        </>
      ) : (
        `${email} is not a contact. `
      )}
      {mayCreate && !hindrance && (
        <button
          type="button"
          onClick={press}
          aria-disabled={working || undefined}
          aria-busy={working || undefined}
          aria-label={contact ? `Log it on ${contact.name}` : `Create contact ${email} and log`}
          className="inline-flex items-center gap-1.5 rounded-tight font-medium text-brand underline decoration-line-strong underline-offset-2 hover:decoration-current"
        >
          {working && <Spinner />}
          {contact ? "Log it now" : "Create contact and log"}
        </button>
      )}
      {mayCreate && hindrance && <span className="text-ink-3">{hindranceWords[hindrance]}</span>}
      {fault && (
        <p role="alert" className="text-danger">
          {fault}
        </p>
      )}
    </li>
  );
}
