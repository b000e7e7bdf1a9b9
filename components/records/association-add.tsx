"use client";

import { useState } from "react";
import { toast } from "sonner";
import { SidePanel } from "@/components/ui/side-panel";
import { TabPanel, Tabs } from "@/components/ui/tabs";
import { renderAgainAction } from "@/lib/actions/page";
import { kindWords, type RecordKind, type RecordRef } from "@/lib/domain/records/record";
import { useChoices } from "./choices";
import { CreateRecordForm } from "./create-record-form";
import { ExistingRecords } from "./existing-records";
import { reachServer } from "./reach-server";

type AssociationAddProps = { record: RecordRef; kind: RecordKind; linked: readonly string[] };

const tabs = [
  { value: "new", label: "Create new" },
  { value: "existing", label: "Add existing" },
];
const panel = "flex min-h-0 flex-1 flex-col data-[state=inactive]:hidden";

/** "+ Add" beside a group of associations: makes a new record for it, or finds those that exist. */
export function AssociationAdd({ record, kind, linked }: AssociationAddProps) {
  const { me } = useChoices();
  const [open, setOpen] = useState(false);
  if (me.role === "viewer") return null;
  const close = () => setOpen(false);
  const { one, many } = kindWords[kind];
  return (
    <>
      <button
        type="button"
        aria-label={`Add ${many}`}
        onClick={() => setOpen(true)}
        className="ml-auto rounded-tight px-1.5 py-0.5 font-medium text-brand text-s hover:bg-sunken"
      >
        + Add
      </button>
      <SidePanel open={open} onOpenChange={setOpen} title={`Add ${one}`}>
        <Tabs
          label={`Add ${one}`}
          tabs={tabs}
          className="flex min-h-0 flex-1 flex-col [&>[role=tablist]]:px-5"
        >
          <TabPanel value="new" className={panel}>
            <CreateRecordForm
              kind={kind}
              associateWith={record}
              onCancel={close}
              onCreated={({ name }, next) => {
                toast(`${name} created and added`);
                if (next === "open") close();
                void reachServer(renderAgainAction({}));
              }}
            />
          </TabPanel>
          <TabPanel value="existing" className={panel}>
            <ExistingRecords record={record} kind={kind} linked={linked} onDone={close} />
          </TabPanel>
        </Tabs>
      </SidePanel>
    </>
  );
}
