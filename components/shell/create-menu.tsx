"use client";

import { Plus } from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { CreateRecordPanel } from "@/components/records/create-record-panel";
import { RecordIcon } from "@/components/records/record-icon";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { kindWords, type RecordKind, recordKinds } from "@/lib/domain/records/record";

const title = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Create a record of any kind from anywhere. */
export function CreateMenu() {
  const [kind, setKind] = useState<RecordKind>("contact");
  const [open, setOpen] = useState(false);
  const path = usePathname();
  // A link inside the panel, such as the one to a contact that exists already, leads to a page and not behind the panel.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is the occasion
  useEffect(() => setOpen(false), [path]);
  const trigger = (
    <Button variant="primary" size="s" icon={<Plus aria-hidden="true" className="size-4" />}>
      Create
    </Button>
  );
  return (
    <>
      <Menu trigger={trigger} align="end">
        {recordKinds.map((choice) => (
          <MenuItem
            key={choice}
            icon={<RecordIcon kind={choice} />}
            onSelect={() => {
              setKind(choice);
              setOpen(true);
            }}
          >
            {title(kindWords[choice].one)}
          </MenuItem>
        ))}
      </Menu>
      <CreateRecordPanel kind={kind} open={open} onOpenChange={setOpen} />
    </>
  );
}
