"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { ConnectForm } from "@/components/marketplace/connect-form";
import { fullDay } from "@/components/records/format";
import { reachServer } from "@/components/records/reach-server";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { disconnectCalendarAction, syncNowAction } from "@/lib/actions/calendar";
import { type ConnectionView, providerWords } from "@/lib/domain/calendar/connection";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import { calendarKey } from "@/lib/queries/calendar";
import { figuresOf, stateWords } from "./calendar-words";

type ConnectionCardProps = { connection: ConnectionView; now: Instant; zone: ZoneId };

/** The connected calendar: whose it is, its true state, what was measured, and the ways to sync it now or let it go. */
export function ConnectionCard({ connection, now, zone }: ConnectionCardProps) {
  const { app, maker } = providerWords[connection.provider];
  const state = stateWords[connection.state];
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Avatar name={maker} shape="square" size="m" />
        <div className="min-w-0 flex-1 basis-56">
          <h2>{app}</h2>
          <p className="text-ink-3 text-s">
            {`${connection.email} · primary calendar · connected ${fullDay(connection.connectedAt, zone)}`}
          </p>
        </div>
        <Chip tone={state.tone} dot>
          {state.label}
        </Chip>
        {connection.state === "reconnect" ? (
          <ConnectForm
            provider={connection.provider}
            intent="connect"
            returnTo="/settings/general/calendar"
            size="s"
          >
            Reconnect
          </ConnectForm>
        ) : (
          <SyncNow />
        )}
        <Disconnect app={app} email={connection.email} />
      </div>
      {connection.reason && <p className="mt-3 text-ink-2">{connection.reason}</p>}
      <dl className="mt-4 grid grid-cols-2 gap-3 lg:grid-cols-4">
        {figuresOf(connection, now).map((figure) => (
          <div key={figure.label} className="flex flex-col-reverse justify-end">
            <dt className="text-ink-3 text-s">{figure.label}</dt>
            <dd className="font-semibold text-[18px] leading-6 tracking-tight first-letter:uppercase">
              {figure.value}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function SyncNow() {
  const client = useQueryClient();
  const [working, setWorking] = useState(false);
  const sync = async () => {
    setWorking(true);
    const result = await reachServer(syncNowAction({}));
    setWorking(false);
    toast(result.ok ? "The calendar is being read now" : result.message);
    await client.invalidateQueries({ queryKey: calendarKey });
  };
  return (
    <Button size="s" loading={working} onClick={sync}>
      Sync now
    </Button>
  );
}

function Disconnect({ app, email }: { app: string; email: string }) {
  const client = useQueryClient();
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const disconnect = async () => {
    const result = await reachServer(disconnectCalendarAction({}));
    if (!result.ok) return result.message;
    await client.invalidateQueries({ queryKey: calendarKey });
    router.replace("/settings/general/calendar");
    toast("Your calendar is disconnected");
    return null;
  };
  return (
    <>
      <Button size="s" onClick={() => setAsking(true)}>
        Disconnect
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Disconnect your calendar?"
        confirmLabel="Disconnect"
        onConfirm={disconnect}
      >
        <ul className="grid list-disc gap-1 pl-5">
          <li>{`Almanac stops following ${email} and forgets its access to ${app}.`}</li>
          <li>
            Every meeting stays on its timelines, and every event stays in your calendar. Nobody gets mail.
          </li>
          <li>Connecting the same account again goes on where it stopped.</li>
        </ul>
      </ConfirmDialog>
    </>
  );
}
