"use client";

import { Ellipsis, Merge, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { deleteRecordAction } from "@/lib/actions/records";
import { kindWords, type RecordDetail } from "@/lib/domain/records/record";
import type { Instant } from "@/lib/domain/time/instant";
import { MergeDialog } from "./merge-dialog";
import { reachServer } from "./reach-server";

/** What is done seldom to a record: merge it with another one, where it is a contact, or delete it. */
export function RecordMenu({ record, now }: { record: RecordDetail; now: Instant }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [merging, setMerging] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // The menu's item that opened the window is gone when the focus comes back.
  const thenBack = (set: (open: boolean) => void) => (open: boolean) => {
    set(open);
    if (!open) requestAnimationFrame(() => button.current?.focus());
  };
  const { one, path } = kindWords[record.kind];
  const remove = async () => {
    const result = await reachServer(deleteRecordAction({ ref: { kind: record.kind, id: record.id } }));
    if (!result.ok) return result.message;
    toast(`The ${one} was deleted`);
    router.push(path);
    return null;
  };
  const trigger = (
    <IconButton ref={button} label={`Actions for this ${one}`} size="s" className="ml-auto">
      <Ellipsis aria-hidden="true" className="size-[17px]" />
    </IconButton>
  );
  return (
    <>
      <Menu trigger={trigger} align="end">
        {record.kind === "contact" && (
          <>
            <MenuItem icon={<Merge aria-hidden="true" />} onSelect={() => setMerging(true)}>
              Merge
            </MenuItem>
            <MenuSeparator />
          </>
        )}
        <MenuItem tone="danger" icon={<Trash2 aria-hidden="true" />} onSelect={() => setAsking(true)}>
          {`Delete this ${one}`}
        </MenuItem>
      </Menu>
      <ConfirmDialog
        open={asking}
        onOpenChange={thenBack(setAsking)}
        title={`Delete this ${one}?`}
        confirmLabel="Delete"
        onConfirm={remove}
      >
        <p className="line-clamp-3 wrap-anywhere" dir="auto">
          {record.name}
        </p>
        <p>{`The ${one} leaves every list and every other record. Calendar events and invitations stay as they are.`}</p>
      </ConfirmDialog>
      {record.kind === "contact" && (
        <MergeDialog record={record} now={now} open={merging} onOpenChange={thenBack(setMerging)} />
      )}
    </>
  );
}
