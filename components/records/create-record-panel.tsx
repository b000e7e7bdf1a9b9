"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { SidePanel } from "@/components/ui/side-panel";
import { renderAgainAction } from "@/lib/actions/page";
import { kindWords, type RecordKind, recordPath } from "@/lib/domain/records/record";
import { CreateRecordForm } from "./create-record-form";
import { reachServer } from "./reach-server";

type CreateRecordPanelProps = { kind: RecordKind; open: boolean; onOpenChange: (open: boolean) => void };

/** The panel "Create contact" (company, deal, ticket); it ends on the new record's page. */
export function CreateRecordPanel({ kind, open, onOpenChange }: CreateRecordPanelProps) {
  const router = useRouter();
  return (
    <SidePanel open={open} onOpenChange={onOpenChange} title={`Create ${kindWords[kind].one}`}>
      <CreateRecordForm
        key={kind}
        kind={kind}
        onCancel={() => onOpenChange(false)}
        onCreated={({ ref, name }, next) => {
          const href = recordPath(ref);
          if (next === "again") {
            toast(`${name} created`, { action: { label: "Open", onClick: () => router.push(href) } });
            void reachServer(renderAgainAction({}));
          } else {
            onOpenChange(false);
            router.push(href);
          }
        }}
      />
    </SidePanel>
  );
}
