import Link from "next/link";
import { appOf, namesOf } from "@/components/marketplace/apps";
import { ConnectForm } from "@/components/marketplace/connect-form";
import { Permissions } from "@/components/marketplace/permissions";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import type { CalendarSettings } from "@/lib/domain/calendar/connection";

/** What stands in the Calendar tab while nothing is connected: the button, or who can install the app first (RULES C3). */
export function ConnectInvitation({ settings }: { settings: CalendarSettings }) {
  const { installed, mayInstall, admins } = settings;
  if (installed) {
    const app = appOf(installed.provider);
    return (
      <Card className="grid justify-items-start gap-3">
        <div>
          <h2>{`Connect your ${app.name}`}</h2>
          <p className="mt-1 max-w-[64ch] text-ink-2">
            Meetings you make with a contact from now on appear on their timeline, and meetings you schedule
            here go on your calendar. Only your primary calendar is synced, and private events stay private.
          </p>
        </div>
        {app.reminder && (
          <div className="grid gap-1.5">
            <p className="max-w-[64ch]">{app.reminder}</p>
            <p className="text-ink-2">Almanac will ask to:</p>
            <Permissions app={app} />
          </div>
        )}
        <ConnectForm provider={installed.provider} intent="connect" returnTo="/settings/general/calendar">
          Connect your calendar
        </ConnectForm>
      </Card>
    );
  }
  return (
    <Card className="grid justify-items-start gap-3">
      <div>
        <h2>No calendar app is installed</h2>
        <p className="mt-1 max-w-[64ch] text-ink-2">
          {mayInstall
            ? "Install Google Calendar or Outlook Calendar from the Marketplace; your own calendar is connected with it."
            : `An administrator installs Google Calendar or Outlook Calendar first. Ask ${namesOf(admins)}.`}
        </p>
      </div>
      {mayInstall && (
        <Link href="/marketplace" className={buttonClass("primary", "m")}>
          Go to the Marketplace
        </Link>
      )}
    </Card>
  );
}
