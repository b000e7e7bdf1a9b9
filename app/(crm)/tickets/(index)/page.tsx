import type { Metadata } from "next";
import type { SearchParams } from "@/components/records/index-address";
import { IndexPage } from "../../index-page";

export const metadata: Metadata = { title: "Tickets" };

export default function TicketsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <IndexPage kind="ticket" searchParams={searchParams} />;
}
