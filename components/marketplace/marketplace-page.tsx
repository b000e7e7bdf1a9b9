"use client";

import { Search } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { CalendarSettings } from "@/lib/domain/calendar/connection";
import type { ZoneId } from "@/lib/domain/time/instant";
import { AppCard } from "./app-card";
import { appsMatching } from "./apps";

type MarketplacePageProps = { q: string; settings: CalendarSettings; zone: ZoneId };

/** Every app, or those that answer the search while it is typed. `q` is what the address asks for. */
export function MarketplacePage({ q, settings, zone }: MarketplacePageProps) {
  const [typed, setTyped] = useState(q);
  const apps = appsMatching(typed);
  // The list follows the typing already; sending the form is the way without scripts.
  const submit = (event: FormEvent) => event.preventDefault();
  return (
    <div className="px-4 py-5 sm:px-8 sm:py-6">
      <div className="mb-5 flex flex-wrap items-end gap-4">
        <div className="mr-auto">
          <h1>Marketplace</h1>
          <p className="text-ink-2">Apps that work with your CRM. One calendar app per account.</p>
        </div>
        <search className="w-full sm:w-80">
          <form action="/marketplace" onSubmit={submit} className="relative">
            <Search
              aria-hidden="true"
              className="pointer-events-none absolute top-1/2 left-2.5 size-[17px] -translate-y-1/2 text-ink-3"
            />
            <input
              name="q"
              type="search"
              maxLength={100}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              aria-label="Search apps"
              placeholder="Search apps"
              className="h-[34px] w-full rounded-m border border-line bg-surface pr-2 pl-9 text-m hover:border-line-strong"
            />
          </form>
        </search>
      </div>
      {apps.length > 0 ? (
        <ul className="grid gap-4 sm:grid-cols-[repeat(auto-fill,minmax(280px,320px))]">
          {apps.map((app) => (
            <AppCard key={app.slug} app={app} settings={settings} zone={zone} />
          ))}
        </ul>
      ) : (
        <EmptyState
          title="No app matches your search"
          action={
            <Button size="s" onClick={() => setTyped("")}>
              Show all apps
            </Button>
          }
        >
          <bdi className="wrap-anywhere">{typed}</bdi>
        </EmptyState>
      )}
    </div>
  );
}
