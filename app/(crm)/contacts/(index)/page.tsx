import type { Metadata } from "next";
import type { SearchParams } from "@/components/records/index-address";
import { IndexPage } from "../../index-page";

export const metadata: Metadata = { title: "Contacts" };

export default function ContactsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <IndexPage kind="contact" searchParams={searchParams} />;
}
