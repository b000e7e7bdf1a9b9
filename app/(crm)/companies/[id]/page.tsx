import { RecordPage, recordMetadata } from "../../record-page";

type Props = { params: Promise<{ id: string }> };

export const generateMetadata = ({ params }: Props) => recordMetadata("company", params);

export default function CompanyPage({ params }: Props) {
  return <RecordPage kind="company" params={params} />;
}
