"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { kindWords, type RecordKind } from "@/lib/domain/records/record";
import { useChoices } from "./choices";
import { CreateRecordPanel } from "./create-record-panel";

/** "Create contact" (company, deal, ticket) and the panel it opens; nothing for people who may only read. */
export function CreateRecordButton({ kind }: { kind: RecordKind }) {
  const [open, setOpen] = useState(false);
  const { me } = useChoices();
  if (me.role === "viewer") return null;
  return (
    <>
      <Button
        variant="primary"
        size="s"
        icon={<Plus aria-hidden="true" className="size-4" />}
        onClick={() => setOpen(true)}
      >
        {`Create ${kindWords[kind].one}`}
      </Button>
      <CreateRecordPanel kind={kind} open={open} onOpenChange={setOpen} />
    </>
  );
}
