import { RecordMissing } from "@/components/records/record-missing";

export default function CompanyMissing() {
  return <RecordMissing kind="company" />;
}
