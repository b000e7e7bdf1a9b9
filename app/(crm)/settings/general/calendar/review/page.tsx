import type { Metadata } from "next";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { SweepReview } from "@/components/settings/sweep-review";
import { requireUser } from "@/lib/auth/require-user";
import { getSweep } from "@/lib/services/calendar/get-sweep";

export const metadata: Metadata = { title: "Review missing meetings" };

export default async function SweepReviewPage() {
  const { user, ctx } = await requireUser();
  const sweep = await getSweep(ctx);
  return (
    <SettingsFrame>
      <SweepReview initial={sweep} now={ctx.now()} zone={user.timeZone} />
    </SettingsFrame>
  );
}
