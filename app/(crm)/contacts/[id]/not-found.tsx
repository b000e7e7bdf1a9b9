import { RecordMissing } from "@/components/records/record-missing";

export default function ContactMissing() {
  return <RecordMissing kind="contact" />;
}
