import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AppPage } from "@/components/marketplace/app-page";
import { appAt } from "@/components/marketplace/apps";
import { readConnectResult } from "@/components/marketplace/connect-words";
import { requireUser } from "@/lib/auth/require-user";
import { getCalendarSettings } from "@/lib/services/calendar/get-settings";

type Props = {
  params: Promise<{ app: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: appAt((await params).app)?.name ?? "Marketplace" };
}

export default async function MarketplaceApp({ params, searchParams }: Props) {
  const { user, ctx } = await requireUser();
  const app = appAt((await params).app);
  if (!app) notFound();
  return (
    <AppPage
      app={app}
      settings={await getCalendarSettings(ctx)}
      result={readConnectResult((await searchParams).calendar)}
      zone={user.timeZone}
    />
  );
}
