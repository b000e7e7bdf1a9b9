"use client";

import Link from "next/link";
import { appOf } from "@/components/marketplace/apps";
import { ConnectForm } from "@/components/marketplace/connect-form";
import { fullDay } from "@/components/records/format";
import { Avatar } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { type ConnectionView, providerWords } from "@/lib/domain/calendar/connection";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import { buttonOf, figuresOf, mendWords, reasonOf, statusOf } from "./calendar-words";
import { DisconnectButton } from "./disconnect-button";
import { syncLogPath } from "./sync-log-address";
import { SyncNowButton } from "./sync-now-button";

type ConnectionCardProps = { connection: ConnectionView; now: Instant; zone: ZoneId };

/** The connected calendar: whose it is, its true state and why, the one button that mends it, and what was measured. */
export function ConnectionCard({ connection, now, zone }: ConnectionCardProps) {
  const { app, maker } = providerWords[connection.provider];
  const status = statusOf(connection);
  const reason = reasonOf(connection);
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Avatar name={appOf(connection.provider).letter} shape="square" size="m" />
        <div className="min-w-0 flex-1 basis-56">
          <h2>{app}</h2>
          <p className="text-ink-3 text-s">
            {`${connection.email} · primary calendar · connected ${fullDay(connection.connectedAt, zone)}`}
          </p>
        </div>
        <div aria-live="polite">
          <Chip tone={status.tone} dot>
            {status.label}
          </Chip>
        </div>
        <MendButton connection={connection} />
        <DisconnectButton app={app} email={connection.email} />
      </div>
      {reason && <p className="mt-3 max-w-[76ch] text-ink-2">{reason}</p>}
      {buttonOf(connection) === "reconnect" && (
        <p className="mt-1 text-ink-3 text-s">{`At ${maker}, choose ${connection.email} again.`}</p>
      )}
      <dl className="mt-4 grid grid-cols-2 gap-3 lg:grid-cols-4">
        {figuresOf(connection, now).map((figure) => (
          <div key={figure.label.split(";")[0]} className="flex flex-col-reverse justify-end">
            <dt className="text-ink-3 text-s">{figure.label}</dt>
            <dd className="font-semibold text-[18px] leading-6 tracking-tight first-letter:uppercase">
              {figure.value}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 border-line border-t pt-3 text-s">
        <Link href={syncLogPath} className="text-brand hover:underline">
          Why is a meeting here, or missing?
        </Link>
      </p>
    </Card>
  );
}

function MendButton({ connection }: { connection: ConnectionView }) {
  const button = buttonOf(connection);
  if (button === null) return null;
  if (button === "sync-now") return <SyncNowButton />;
  return (
    <ConnectForm
      provider={connection.provider}
      intent="connect"
      returnTo="/settings/general/calendar"
      size="s"
    >
      {mendWords[button]}
    </ConnectForm>
  );
}
