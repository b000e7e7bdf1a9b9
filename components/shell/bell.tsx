"use client";

import { useQuery } from "@tanstack/react-query";
import { Bell as BellIcon } from "lucide-react";
import * as Popover from "radix-ui/popover";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { NotificationList } from "@/lib/domain/notifications/notification";
import type { ZoneId } from "@/lib/domain/time/instant";
import { notifications } from "@/lib/queries/notifications";
import { badge, bellLabel, newestUnread } from "./bell-words";
import { NotificationItems } from "./notification-items";
import { useMarkRead } from "./use-mark-read";

type BellProps = { initial: NotificationList; zone: ZoneId };

/** What the viewer has to know, with a count of what is unread. Opening it reads everything; what was new stays marked until it closes. */
export function Bell({ initial, zone }: BellProps) {
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ ...notifications(), initialData: initial });
  const fresh = useMarkRead(open, data.items);
  const unread = open ? 0 : data.unread;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <IconButton label={bellLabel(unread)} className="relative">
          <BellIcon aria-hidden="true" className="size-[17px]" />
          {unread > 0 && (
            <span
              aria-hidden="true"
              className="absolute top-0.5 right-0 grid h-4 min-w-4 place-items-center rounded-full border border-surface bg-danger px-1 font-semibold text-[10px] text-on-danger leading-none"
            >
              {badge(unread)}
            </span>
          )}
        </IconButton>
      </Popover.Trigger>
      <span role="status" className="sr-only">
        {newestUnread(data.items)?.title}
      </span>
      <Popover.Content
        align="end"
        sideOffset={6}
        collisionPadding={8}
        aria-label="Notifications"
        className="enter z-50 flex max-h-[min(520px,var(--radix-popover-content-available-height))] w-[min(380px,calc(100vw-16px))] flex-col rounded-wide border border-line bg-surface shadow-lift outline-none"
      >
        <h2 className="border-line border-b px-4 py-3">Notifications</h2>
        <NotificationItems items={data.items} fresh={fresh} zone={zone} onFollow={() => setOpen(false)} />
      </Popover.Content>
    </Popover.Root>
  );
}
