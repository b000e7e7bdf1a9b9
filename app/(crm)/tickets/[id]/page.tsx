import { RecordPage, recordMetadata } from "../../record-page";

type Props = { params: Promise<{ id: string }> };

export const generateMetadata = ({ params }: Props) => recordMetadata("ticket", params);

export default function TicketPage({ params }: Props) {
  return <RecordPage kind="ticket" params={params} />;
}
