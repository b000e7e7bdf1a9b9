import type { Metadata } from "next";
import { MarketplacePage } from "@/components/marketplace/marketplace-page";
import { requireUser } from "@/lib/auth/require-user";
import { getCalendarSettings } from "@/lib/services/calendar/get-settings";

export const metadata: Metadata = { title: "Marketplace" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Marketplace({ searchParams }: Props) {
  const { user, ctx } = await requireUser();
  const { q } = await searchParams;
  return (
    <MarketplacePage
      q={typeof q === "string" ? q.trim().slice(0, 100) : ""}
      settings={await getCalendarSettings(ctx)}
      zone={user.timeZone}
    />
  );
}
