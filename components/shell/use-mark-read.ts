"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { reachServer } from "@/components/records/reach-server";
import { markNotificationsReadAction } from "@/lib/actions/notifications";
import type { NotificationList, NotificationView } from "@/lib/domain/notifications/notification";
import { notifications, notificationsKey } from "@/lib/queries/notifications";
import { newestUnread } from "./bell-words";

const nothing: ReadonlySet<string> = new Set();

/**
 * Marks what is listed as read while the list is open, also what arrives meanwhile. Answers the ids that were unread when
 * they came into view. A mark that does not reach the server is taken back: the count never says less than the truth.
 */
export function useMarkRead(open: boolean, items: readonly NotificationView[]): ReadonlySet<string> {
  const client = useQueryClient();
  const [fresh, setFresh] = useState(nothing);
  const newest = open ? (newestUnread(items)?.id ?? null) : null;
  useEffect(() => {
    if (!open) setFresh(nothing);
  }, [open]);
  useEffect(() => {
    if (newest === null) return;
    const { queryKey } = notifications();
    const seen = client.getQueryData<NotificationList>(queryKey)?.items ?? [];
    const unread = seen.filter(({ read }) => !read).map(({ id }) => id);
    setFresh((before) => new Set([...before, ...unread]));
    void reachServer(markNotificationsReadAction({})).then(() =>
      client.invalidateQueries({ queryKey: notificationsKey }),
    );
  }, [newest, client]);
  return fresh;
}
