"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useNow } from "@/components/shell/use-now";
import { Avatar } from "@/components/ui/avatar";
import { renderAgainAction } from "@/lib/actions/page";
import { updateRecordAction } from "@/lib/actions/records";
import { readProperties } from "@/lib/domain/records/inputs";
import { kindWords, type PropertyValues, type RecordDetail } from "@/lib/domain/records/record";
import type { Instant } from "@/lib/domain/time/instant";
import { AboutCard } from "./about-card";
import { useChoices } from "./choices";
import type { EditFault } from "./inline-edit";
import { reachServer } from "./reach-server";
import { RecordActions } from "./record-actions";
import { RecordMenu } from "./record-menu";

type RecordPanelProps = { record: RecordDetail; now: Instant };

/** The left panel of a record: who or what it is, what can be done, and its properties. */
export function RecordPanel({ record, now: start }: RecordPanelProps) {
  const { me } = useChoices();
  const now = useNow(start, 20_000);
  const { name, values, save } = useSavedProperties(record);
  const email = record.kind === "contact" && typeof values.email === "string" ? values.email : null;
  const mayEdit = me.role !== "viewer";
  return (
    <>
      <div className="flex items-center">
        <Link
          href={kindWords[record.kind].path}
          className="-ml-1 inline-flex items-center gap-0.5 rounded-tight text-ink-3 text-s first-letter:uppercase hover:text-ink"
        >
          <ChevronLeft aria-hidden="true" className="size-4" />
          <span className="inline-block first-letter:uppercase">{kindWords[record.kind].many}</span>
        </Link>
        {mayEdit && <RecordMenu record={record} now={now} />}
      </div>
      <div className="my-3 flex items-center gap-3">
        <Avatar name={name} size="l" />
        <div className="min-w-0">
          <h1 dir="auto" title={name.length > 60 ? name : undefined} className="line-clamp-3 wrap-anywhere">
            {name}
          </h1>
          {record.subtitle && (
            <p dir="auto" className="line-clamp-2 text-ink-2 wrap-anywhere">
              {record.subtitle}
            </p>
          )}
        </div>
      </div>
      {email && (
        <a href={`mailto:${encodeURIComponent(email).replace("%40", "@")}`} className="link wrap-anywhere">
          {email}
        </a>
      )}
      {mayEdit && <RecordActions record={{ kind: record.kind, id: record.id }} />}
      <AboutCard
        kind={record.kind}
        values={values}
        additionalEmails={record.additionalEmails}
        now={now}
        mayEdit={mayEdit}
        onSave={save}
      />
    </>
  );
}

// What was just saved is shown at once; the server's next edition of the record replaces it.
function useSavedProperties(record: RecordDetail) {
  const [saved, setSaved] = useState<{ since: Instant; name: string; values: PropertyValues } | null>(null);
  const fresh = saved?.since === record.updatedAt ? saved : null;
  const ref = { kind: record.kind, id: record.id };
  const save = async (property: string, value: string): Promise<EditFault | null> => {
    const read = readProperties(record.kind, { [property]: value });
    if (!read.ok) return { message: read.faults[property] ?? "This value cannot be used." };
    const result = await reachServer(updateRecordAction({ ref, properties: read.values }));
    if (!result.ok) {
      const message = result.fields?.[property] ?? result.message;
      return { message, ...(result.link ? { link: result.link } : {}) };
    }
    const values = { ...record.properties, ...fresh?.values, ...result.data.properties };
    setSaved({ since: record.updatedAt, name: result.data.name, values });
    void reachServer(renderAgainAction({}));
    return null;
  };
  return { name: fresh?.name ?? record.name, values: fresh?.values ?? record.properties, save };
}
