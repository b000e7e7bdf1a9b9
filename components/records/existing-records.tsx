"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSettled } from "@/components/shell/use-settled";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Field, TextInput } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { renderAgainAction } from "@/lib/actions/page";
import { associateAction } from "@/lib/actions/records";
import { kindWords, type RecordKind, type RecordLink, type RecordRef } from "@/lib/domain/records/record";
import { recordsMatching } from "@/lib/queries/search";
import { reachServer } from "./reach-server";

type ExistingRecordsProps = {
  record: RecordRef;
  kind: RecordKind;
  linked: readonly string[];
  onDone: () => void;
};

/** Finds records that exist and ties the ticked ones to this one. Ticks outlive a new search. */
export function ExistingRecords({ record, kind, linked, onDone }: ExistingRecordsProps) {
  const [typed, setTyped] = useState("");
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const { one, many } = kindWords[kind];
  const add = async () => {
    setSaving(true);
    const left: string[] = [];
    let refused: string | null = null;
    for (const id of ticked) {
      const result = await reachServer(associateAction({ ref: record, other: { kind, id } }));
      if (result.ok) continue;
      left.push(id);
      refused = result.message;
    }
    setSaving(false);
    setTicked(left);
    setProblem(refused);
    void reachServer(renderAgainAction({}));
    if (left.length === 0) onDone();
  };
  const tick = (id: string) =>
    setTicked((was) => (was.includes(id) ? was.filter((other) => other !== id) : [...was, id]));
  return (
    <>
      <DialogBody className="grid content-start gap-3">
        <Field label={`Search ${many}`} labelHidden>
          <TextInput
            type="search"
            value={typed}
            maxLength={200}
            placeholder={`Search ${many}`}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        <Found typed={typed} kind={kind} hidden={[...linked, record.id]} ticked={ticked} onTick={tick} />
      </DialogBody>
      {problem && (
        <p role="alert" className="border-line border-t bg-danger-wash px-5 py-2.5 text-danger">
          {problem}
        </p>
      )}
      <DialogFooter>
        <Button variant="primary" loading={saving} disabled={ticked.length === 0} onClick={add}>
          {ticked.length > 1 ? `Add ${ticked.length} ${many}` : `Add ${one}`}
        </Button>
        <Button variant="quiet" onClick={onDone}>
          Cancel
        </Button>
      </DialogFooter>
    </>
  );
}

type FoundProps = {
  typed: string;
  kind: RecordKind;
  hidden: readonly string[];
  ticked: readonly string[];
  onTick: (id: string) => void;
};

function Found({ typed, kind, hidden, ticked, onTick }: FoundProps) {
  const { data, error, refetch, isFetching } = useQuery(recordsMatching(useSettled(typed, 150), kind));
  if (error) {
    return <ErrorState title={error.message} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  if (!data) return <Skeleton className="h-32" />;
  const offered = data.filter((link) => !hidden.includes(link.id));
  if (offered.length === 0) {
    return <p className="py-6 text-center text-ink-3">{`No other ${kindWords[kind].many} match.`}</p>;
  }
  return (
    <ul className="grid gap-0.5">
      {offered.map((link) => (
        <Offer key={link.id} link={link} ticked={ticked.includes(link.id)} onTick={onTick} />
      ))}
    </ul>
  );
}

type OfferProps = { link: RecordLink; ticked: boolean; onTick: (id: string) => void };

function Offer({ link, ticked, onTick }: OfferProps) {
  return (
    <li>
      <label className="flex items-center gap-3 rounded-tight px-2 py-1.5 hover:bg-sunken">
        <input
          type="checkbox"
          checked={ticked}
          onChange={() => onTick(link.id)}
          className="size-4 flex-none accent-brand"
        />
        <span className="min-w-0" dir="auto">
          <span className="block truncate font-medium">{link.name}</span>
          {link.detail && <span className="block truncate text-ink-3 text-s">{link.detail}</span>}
        </span>
      </label>
    </li>
  );
}
