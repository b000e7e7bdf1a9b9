import { RecordPage, recordMetadata } from "../../record-page";

type Props = { params: Promise<{ id: string }> };

export const generateMetadata = ({ params }: Props) => recordMetadata("deal", params);

export default function DealPage({ params }: Props) {
  return <RecordPage kind="deal" params={params} />;
}
