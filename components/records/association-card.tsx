"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Chip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { renderAgainAction } from "@/lib/actions/page";
import { dissociateAction } from "@/lib/actions/records";
import { type Association, kindWords, type RecordRef, recordPath } from "@/lib/domain/records/record";
import { useChoices } from "./choices";
import { reachServer } from "./reach-server";

type AssociationCardProps = { record: RecordRef; recordName: string; link: Association };

/** One record that belongs to this one, and the way to take it off. */
export function AssociationCard({ record, recordName, link }: AssociationCardProps) {
  const { me } = useChoices();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    const other = { kind: link.kind, id: link.id };
    const result = await reachServer(dissociateAction({ ref: record, other }));
    if (!result.ok) return result.message;
    void reachServer(renderAgainAction({}));
    return null;
  };
  return (
    <li className="group flex min-w-0 items-start rounded-m border border-line bg-surface py-3 pr-2 pl-4">
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-center gap-2">
          <Link
            href={recordPath(link)}
            dir="auto"
            className="line-clamp-2 min-w-0 rounded-tight font-semibold wrap-anywhere hover:underline"
          >
            {link.name}
          </Link>
          {link.primary && <Chip className="flex-none">Primary</Chip>}
        </p>
        {link.detail && (
          <p dir="auto" className="line-clamp-2 text-ink-3 text-s wrap-anywhere">
            {link.detail}
          </p>
        )}
      </div>
      {me.role !== "viewer" && (
        <button
          type="button"
          onClick={() => setAsking(true)}
          aria-label={`Remove ${link.name.slice(0, 80)}`}
          title="Remove"
          className="grid size-6 flex-none place-items-center rounded-tight text-ink-3 opacity-0 hover:bg-sunken hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 [@media(hover:none)]:opacity-100"
        >
          <X aria-hidden="true" className="size-4" />
        </button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Remove this ${kindWords[link.kind].one}?`}
        confirmLabel="Remove"
        onConfirm={remove}
      >
        <p className="line-clamp-4 wrap-anywhere">
          <bdi>{link.name}</bdi> is taken off <bdi>{recordName}</bdi>. Both records stay.
        </p>
      </ConfirmDialog>
    </li>
  );
}
