"use client";

import { Ellipsis, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { deleteRecordAction } from "@/lib/actions/records";
import { kindWords, type RecordDetail } from "@/lib/domain/records/record";
import { reachServer } from "./reach-server";

/** What is done seldom to a record: delete it. */
export function RecordMenu({ record }: { record: RecordDetail }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const { one, path } = kindWords[record.kind];
  const remove = async () => {
    const result = await reachServer(deleteRecordAction({ ref: { kind: record.kind, id: record.id } }));
    if (!result.ok) return result.message;
    toast(`The ${one} was deleted`);
    router.push(path);
    return null;
  };
  const trigger = (
    <IconButton label={`Actions for this ${one}`} size="s" className="ml-auto">
      <Ellipsis aria-hidden="true" className="size-[17px]" />
    </IconButton>
  );
  return (
    <>
      <Menu trigger={trigger} align="end">
        <MenuItem tone="danger" icon={<Trash2 aria-hidden="true" />} onSelect={() => setAsking(true)}>
          {`Delete this ${one}`}
        </MenuItem>
      </Menu>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete this ${one}?`}
        confirmLabel="Delete"
        onConfirm={remove}
      >
        <p className="line-clamp-3 wrap-anywhere" dir="auto">
          {record.name}
        </p>
        <p>{`The ${one} leaves every list and every other record. Calendar events and invitations stay as they are.`}</p>
      </ConfirmDialog>
    </>
  );
}
