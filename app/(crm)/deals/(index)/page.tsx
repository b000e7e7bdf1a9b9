import type { Metadata } from "next";
import type { SearchParams } from "@/components/records/index-address";
import { IndexPage } from "../../index-page";

export const metadata: Metadata = { title: "Deals" };

export default function DealsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <IndexPage kind="deal" searchParams={searchParams} />;
}
