import { RecordPage, recordMetadata } from "../../record-page";

type Props = { params: Promise<{ id: string }> };

export const generateMetadata = ({ params }: Props) => recordMetadata("contact", params);

export default function ContactPage({ params }: Props) {
  return <RecordPage kind="contact" params={params} />;
}
