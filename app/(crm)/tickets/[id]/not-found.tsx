import { RecordMissing } from "@/components/records/record-missing";

export default function TicketMissing() {
  return <RecordMissing kind="ticket" />;
}
