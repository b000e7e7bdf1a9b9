"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter, dialogForm } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { renderAgainAction } from "@/lib/actions/page";
import { mergeContactsAction } from "@/lib/actions/records";
import { type RecordDetail, type RecordLink, type RecordRef, recordPath } from "@/lib/domain/records/record";
import type { Instant } from "@/lib/domain/time/instant";
import { recordDetail } from "@/lib/queries/records";
import { MergePreview } from "./merge-preview";
import { MergeSearch } from "./merge-search";
import { reachServer } from "./reach-server";
import { type Refusal, RefusalText } from "./refusal";

type MergeDialogProps = {
  record: RecordDetail;
  now: Instant;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Makes this contact and another one a single contact (RULES R7). What was chosen is forgotten when it closes. */
export function MergeDialog({ record, now, open, onOpenChange }: MergeDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Merge contacts"
      description="Two contacts become one. This cannot be undone."
      width="l"
      closeOnOutside={false}
    >
      <MergeForm record={record} now={now} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

type MergeFormProps = { record: RecordDetail; now: Instant; onDone: () => void };

function MergeForm({ record, now, onDone }: MergeFormProps) {
  const [other, setOther] = useState<RecordLink | null>(null);
  const [primaryId, setPrimaryId] = useState(record.id);
  const { merge, merging, refusal, setRefusal } = useMerge(record, onDone);
  const body = useRef<HTMLDivElement>(null);
  const submit = () => {
    if (!other) {
      setRefusal({ message: "", fields: { other: "Choose the contact to merge with." } });
      body.current?.querySelector<HTMLElement>("[role=combobox]")?.focus();
    } else void merge(primaryId === record.id ? [record, other] : [other, record]);
  };
  const choose = (link: RecordLink | null) => {
    setOther(link);
    setPrimaryId(record.id);
    setRefusal(null);
  };
  return (
    // No form: Enter in the search must never do what cannot be undone.
    <div ref={body} className={dialogForm}>
      <DialogBody className="grid content-start gap-4">
        <MergeSearch record={record} chosen={other} onChoose={choose} error={refusal?.fields?.other} />
        {other && (
          <Other
            record={record}
            other={other}
            now={now}
            primaryId={primaryId}
            onPrimary={(id) => {
              setPrimaryId(id);
              setRefusal(null);
            }}
          />
        )}
        {refusal?.message && (
          <p role="alert" className="text-danger">
            <RefusalText {...refusal} />
          </p>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" loading={merging} onClick={submit}>
          Merge
        </Button>
        <Button variant="quiet" onClick={onDone}>
          Cancel
        </Button>
      </DialogFooter>
    </div>
  );
}

type OtherProps = {
  record: RecordDetail;
  other: RecordRef;
  now: Instant;
  primaryId: string;
  onPrimary: (id: string) => void;
};

function Other({ record, other, now, primaryId, onPrimary }: OtherProps) {
  const { data, error, refetch, isFetching } = useQuery(recordDetail(other));
  if (error) return <ErrorState title={error.message} onRetry={() => void refetch()} retrying={isFetching} />;
  if (!data) return <Skeleton className="h-80" />;
  return <MergePreview sides={[record, data]} primaryId={primaryId} onPrimary={onPrimary} now={now} />;
}

/** Sends it, and ends on the page of the contact that stays. */
function useMerge(record: RecordDetail, onDone: () => void) {
  const router = useRouter();
  const [merging, setMerging] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const merge = async ([primary, secondary]: readonly [Named, Named]) => {
    setMerging(true);
    setRefusal(null);
    const pair = {
      primary: { kind: "contact" as const, id: primary.id },
      secondary: { kind: "contact" as const, id: secondary.id },
    };
    const result = await reachServer(mergeContactsAction(pair));
    setMerging(false);
    if (!result.ok)
      return setRefusal({ message: result.message, ...(result.link ? { link: result.link } : {}) });
    toast(`${secondary.name} was merged into ${result.data.name}`);
    onDone();
    if (primary.id === record.id) void reachServer(renderAgainAction({}));
    else router.push(recordPath(result.data.ref));
  };
  return { merge, merging, refusal, setRefusal };
}

type Named = { id: string; name: string };
