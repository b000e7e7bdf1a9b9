"use client";

import { Bell, CircleAlert, CircleCheck } from "lucide-react";
import Link from "next/link";
import { shortMoment } from "@/components/records/format";
import { ago } from "@/components/settings/calendar-words";
import { EmptyState } from "@/components/ui/empty-state";
import type { NotificationTone, NotificationView } from "@/lib/domain/notifications/notification";
import type { ZoneId } from "@/lib/domain/time/instant";
import { useNow } from "./use-now";

type NotificationItemsProps = {
  items: readonly NotificationView[];
  /** Ids to mark as new. */
  fresh: ReadonlySet<string>;
  zone: ZoneId;
  onFollow: () => void;
};

const icons: Record<NotificationTone, { Icon: typeof Bell; color: string }> = {
  problem: { Icon: CircleAlert, color: "text-danger" },
  good: { Icon: CircleCheck, color: "text-ok" },
  plain: { Icon: Bell, color: "text-ink-3" },
};

// What is over must not go on looking like something to do.
const settled = { Icon: CircleCheck, color: "text-ink-3" };

/** The notifications, newest first; each leads to where it can be dealt with. */
export function NotificationItems({ items, fresh, zone, onFollow }: NotificationItemsProps) {
  const now = useNow(new Date().toISOString(), 10_000);
  if (items.length === 0) {
    return (
      <EmptyState icon={<Bell aria-hidden="true" />} title="Nothing needs you">
        When your calendar does, you read it here.
      </EmptyState>
    );
  }
  return (
    <ul className="min-h-0 overflow-y-auto p-1.5">
      {items.map(({ id, tone, title, text, href, at, over }) => {
        const { Icon, color } = over ? settled : icons[tone];
        return (
          <li key={id}>
            <Link
              href={href}
              onClick={onFollow}
              className="grid grid-cols-[17px_minmax(0,1fr)_auto] gap-x-2.5 rounded-m px-2.5 py-2.5 hover:bg-sunken"
            >
              <Icon aria-hidden="true" className={`mt-px size-[17px] ${color}`} />
              <span className={over ? "font-medium text-ink-2" : "font-semibold"}>{title}</span>
              {fresh.has(id) && (
                <span className="mt-1.5 size-2 rounded-full bg-brand">
                  <span className="sr-only">New</span>
                </span>
              )}
              {!over && <span className="col-span-2 col-start-2 text-ink-2 text-s">{text}</span>}
              <time
                dateTime={at}
                title={shortMoment(at, zone, now)}
                className="col-span-2 col-start-2 mt-0.5 text-ink-3 text-xs"
              >
                {over ? `${ago(at, now)}, settled since` : ago(at, now)}
              </time>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
