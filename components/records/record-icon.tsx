import { Building2, CircleDollarSign, Ticket, User } from "lucide-react";
import type { RecordKind } from "@/lib/domain/records/record";

const icons = { contact: User, company: Building2, deal: CircleDollarSign, ticket: Ticket };

/** The sign of a kind of record; decoration, its word always stands beside it. */
export function RecordIcon({ kind, className = "size-[17px]" }: { kind: RecordKind; className?: string }) {
  const Icon = icons[kind];
  return <Icon aria-hidden="true" strokeWidth={1.7} className={`flex-none ${className}`} />;
}
