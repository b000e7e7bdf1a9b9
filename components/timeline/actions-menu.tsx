"use client";

import { Ellipsis, Link2, Pencil, Pin, PinOff, Trash2 } from "lucide-react";
import { toast } from "sonner";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { recordPath } from "@/lib/domain/records/record";
import type { TimelineEntry } from "@/lib/domain/timeline/entry";
import { useTimeline } from "./timeline-context";
import { sayFault } from "./use-entry-actions";

type ActionsMenuProps = { entry: TimelineEntry; onEdit?: (() => void) | undefined; onDelete: () => void };

/** The menu of one card: Pin, Edit where the kind allows it, Copy link, Delete. */
export function ActionsMenu({ entry, onEdit, onDelete }: ActionsMenuProps) {
  const { record, readOnly, actions } = useTimeline();
  const copyLink = async () => {
    const link = `${window.location.origin}${recordPath(record)}#${anchorOf(entry)}`;
    const copied = await copy(link);
    if (copied) toast.success("Link copied.");
    else toast.error(`The browser did not allow copying. The link is ${link}`);
  };
  const trigger = (
    <IconButton label={`Actions for ${entry.title}`} size="s" className="-my-1 -mr-1.5">
      <Ellipsis aria-hidden="true" className="size-[17px]" />
    </IconButton>
  );
  return (
    <Menu trigger={trigger} align="end">
      {!readOnly && (
        <MenuItem
          icon={entry.pinned ? <PinOff aria-hidden="true" /> : <Pin aria-hidden="true" />}
          onSelect={() => sayFault(actions.pin(entry, !entry.pinned))}
        >
          {entry.pinned ? "Unpin" : "Pin"}
        </MenuItem>
      )}
      {!readOnly && onEdit && (
        <MenuItem icon={<Pencil aria-hidden="true" />} onSelect={() => afterMenu(onEdit)}>
          Edit
        </MenuItem>
      )}
      <MenuItem icon={<Link2 aria-hidden="true" />} onSelect={copyLink}>
        Copy link
      </MenuItem>
      {!readOnly && (
        <>
          <MenuSeparator />
          <MenuItem tone="danger" icon={<Trash2 aria-hidden="true" />} onSelect={() => afterMenu(onDelete)}>
            Delete
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

/** The id of a card in the page, which a copied link names. */
export const anchorOf = (entry: TimelineEntry): string => `activity-${entry.id}`;

// The closing menu gives the focus back to its button in a later task; a dialog opened before that would lose it.
function afterMenu(open: () => void): void {
  requestAnimationFrame(() => setTimeout(open));
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not allowed, or no clipboard on a page without https: the caller shows the link instead.
    return false;
  }
}
