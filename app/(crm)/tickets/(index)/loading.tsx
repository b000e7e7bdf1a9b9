import { RecordIndexSkeleton } from "@/components/records/record-index-skeleton";

// Inside a route group, so that it does not wrap the record page: streaming would turn its 404 into a 200.
export default function TicketsLoading() {
  return <RecordIndexSkeleton kind="ticket" />;
}
