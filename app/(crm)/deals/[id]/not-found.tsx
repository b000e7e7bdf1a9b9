import { RecordMissing } from "@/components/records/record-missing";

export default function DealMissing() {
  return <RecordMissing kind="deal" />;
}
