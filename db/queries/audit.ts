import { newId } from "@/lib/crypto";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { auditLog } from "../schema/accounts";

export type AuditAction =
  | "user.signed-in"
  | "user.identity-linked"
  | "record.created"
  | "record.deleted"
  | "record.merged"
  | "calendar.connected"
  | "calendar.disconnected"
  | "calendar.sync-on"
  | "calendar.sync-off"
  | "calendar.losses-cancelled"
  | "calendar.losses-kept"
  | "calendar.all-day-on"
  | "calendar.all-day-off"
  | "calendar.occurrences-on"
  | "calendar.occurrences-off"
  | "sync-rules.domain-added"
  | "sync-rules.domain-removed"
  | "sync-rules.domain-denied"
  | "sync-rules.domain-allowed"
  | "sync-rules.group-added"
  | "sync-rules.group-removed"
  | "calendar.back-filled"
  | "time-off.sync-on"
  | "time-off.sync-off"
  | "integration.installed"
  | "integration.uninstalled"
  | "meeting.deleted";

/** One line that nothing removes (as in HubSpot). `details` holds ids and names, never content. */
export type AuditLine = {
  at: Instant;
  actor: "user" | "system" | "webhook";
  userId: string | null;
  action: AuditAction;
  subject: string | null;
  details?: Record<string, string | number | null>;
};

export async function writeAudit(tx: Tx, accountId: string, line: AuditLine): Promise<void> {
  await tx.insert(auditLog).values({ accountId, id: newId(Date.parse(line.at)), ...line });
}
