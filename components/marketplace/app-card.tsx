import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import type { CalendarSettings } from "@/lib/domain/calendar/connection";
import type { ZoneId } from "@/lib/domain/time/instant";
import { AppGlyph } from "./app-glyph";
import { type CalendarApp, installability, installedWords } from "./apps";

type AppCardProps = { app: CalendarApp; settings: CalendarSettings; zone: ZoneId };

/** One app in the Marketplace: what it does, whether it is installed, and the way to its page. */
export function AppCard({ app, settings, zone }: AppCardProps) {
  const can = installability(app.provider, settings);
  const installed = !can.may && can.installed ? settings.installed : null;
  return (
    <li>
      <Card className="grid h-full grid-cols-[44px_minmax(0,1fr)] gap-3">
        <AppGlyph app={app} />
        <div className="flex min-w-0 flex-col items-start">
          <h2 className="flex flex-wrap items-center gap-2">
            {app.name}
            {installed && (
              <Chip tone="ok" dot className="tracking-normal">
                Installed
              </Chip>
            )}
          </h2>
          <div className="mt-1 mb-3 grid flex-1 content-start gap-1">
            <p className="text-ink-2">
              {app.summary} {!can.may && !installed && can.reason}
            </p>
            {installed && <p className="text-ink-3 text-s">{`${installedWords(installed, zone)}.`}</p>}
          </div>
          <Link
            href={`/marketplace/${app.slug}`}
            aria-label={`View ${app.name}`}
            className={buttonClass("default", "s")}
          >
            View
          </Link>
        </div>
      </Card>
    </li>
  );
}
