import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import type { CalendarSettings, ConnectResult } from "@/lib/domain/calendar/connection";
import { AppGlyph } from "./app-glyph";
import { type CalendarApp, installability, installedWords } from "./apps";
import { ConnectForm } from "./connect-form";
import { ConnectNotice } from "./connect-notice";
import { InstalledDialog } from "./installed-dialog";
import { Permissions } from "./permissions";
import { UninstallButton } from "./uninstall-button";

type AppPageProps = {
  app: CalendarApp;
  settings: CalendarSettings;
  result: ConnectResult | null;
  zone: string;
};

/** An app's own page: what it does and may access, and the button that connects or uninstalls it. */
export function AppPage({ app, settings, result, zone }: AppPageProps) {
  const reminder = installability(app.provider, settings).may ? app.reminder : null;
  return (
    <div className="grid max-w-[820px] gap-4 px-4 py-5 sm:px-8 sm:py-6">
      <Link
        href="/marketplace"
        className="-ml-1 inline-flex items-center gap-0.5 justify-self-start rounded-tight text-ink-3 text-s hover:text-ink"
      >
        <ChevronLeft aria-hidden="true" className="size-4" />
        Marketplace
      </Link>
      {result && (
        <ConnectNotice
          result={result}
          provider={app.provider}
          intent="install"
          returnTo={`/marketplace/${app.slug}`}
        />
      )}
      <AppHeader app={app} settings={settings} zone={zone} />
      {reminder && <AppAccess app={app} reminder={reminder} />}
      <Card className="grid gap-2">
        <h2>What it does</h2>
        <p className="text-ink-2">{app.about}</p>
        <ul className="list-disc pl-5 text-ink-2">
          <li>Meetings you make with a contact from the day you connect appear on their timeline.</li>
          <li>Private events stay private, and events with colleagues alone are left out.</li>
          <li>Connecting and syncing never send mail.</li>
        </ul>
      </Card>
      {!reminder && <AppAccess app={app} reminder={null} />}
      {result === "installed" && (
        <InstalledDialog
          title={`${app.name} is installed`}
          email={settings.connection?.email ?? null}
          path={`/marketplace/${app.slug}`}
        />
      )}
    </div>
  );
}

/** What the consent page will ask for. With a reminder it is read before anything else, since the button leaves at once (RULES C2). */
function AppAccess({ app, reminder }: { app: CalendarApp; reminder: string | null }) {
  return (
    <Card className="grid gap-2">
      <h2>What it may access</h2>
      {reminder && <p>{reminder}</p>}
      <Permissions app={app} />
    </Card>
  );
}

type AppHeaderProps = Pick<AppPageProps, "app" | "settings" | "zone">;

function AppHeader({ app, settings, zone }: AppHeaderProps) {
  const can = installability(app.provider, settings);
  const installed = !can.may && can.installed ? settings.installed : null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <AppGlyph app={app} />
      <div className="min-w-0 flex-1 basis-60">
        <h1 className="flex flex-wrap items-center gap-2">
          {app.name}
          {installed && (
            <Chip tone="ok" dot className="tracking-normal">
              Installed
            </Chip>
          )}
        </h1>
        <p className="text-ink-2">
          {installed && installedWords(installed, zone)}
          {!installed && !can.may && can.reason}
          {can.may && app.summary}
        </p>
      </div>
      {can.may && (
        <ConnectForm provider={app.provider} intent="install" returnTo={`/marketplace/${app.slug}`}>
          Connect app
        </ConnectForm>
      )}
      {!can.may && can.way && (
        <Link href={can.way.href} className={buttonClass("default", "m")}>
          {can.way.label}
        </Link>
      )}
      {!can.may && !installed && (
        <button type="button" disabled className={buttonClass("primary", "m")}>
          Connect app
        </button>
      )}
      {installed && (
        <Link href="/settings/general/calendar" className={buttonClass("default", "m")}>
          Calendar settings
        </Link>
      )}
      {installed && settings.mayInstall && <UninstallButton provider={app.provider} settings={settings} />}
    </div>
  );
}
