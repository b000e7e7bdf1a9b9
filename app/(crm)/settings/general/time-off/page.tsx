import type { Metadata } from "next";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { TimeOffPanel } from "@/components/settings/time-off-panel";
import { requireUser } from "@/lib/auth/require-user";
import { getTimeOffSettings } from "@/lib/services/time-off/read";

export const metadata: Metadata = { title: "Time off" };

export default async function TimeOffPage() {
  const { user, ctx } = await requireUser();
  return (
    <SettingsFrame>
      <TimeOffPanel
        initial={await getTimeOffSettings(ctx)}
        mayChange={user.role !== "viewer"}
        now={ctx.now()}
        zone={user.timeZone}
      />
    </SettingsFrame>
  );
}
