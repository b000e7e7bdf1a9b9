import type { Metadata } from "next";
import type { SearchParams } from "@/components/records/index-address";
import { IndexPage } from "../../index-page";

export const metadata: Metadata = { title: "Companies" };

export default function CompaniesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <IndexPage kind="company" searchParams={searchParams} />;
}
