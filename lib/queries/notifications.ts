import { queryOptions } from "@tanstack/react-query";
import type { NotificationList } from "@/lib/domain/notifications/notification";
import { getJson, worthRetrying } from "./json";

export const notificationsKey = ["notifications"] as const;

/** What the bell tells the viewer, newest first, and how much of all is unread; live changes invalidate it. */
export const notifications = () =>
  queryOptions({
    queryKey: notificationsKey,
    queryFn: ({ signal }) => getJson<NotificationList>("/api/notifications", signal),
    staleTime: 30_000,
    retry: worthRetrying,
  });
