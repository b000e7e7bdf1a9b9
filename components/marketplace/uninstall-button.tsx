"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { reachServer } from "@/components/records/reach-server";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { uninstallIntegrationAction } from "@/lib/actions/calendar";
import { renderAgainAction } from "@/lib/actions/page";
import { type CalendarSettings, type ProviderName, providerWords } from "@/lib/domain/calendar/connection";
import { attentionKey, calendarKey, calendarState } from "@/lib/queries/calendar";
import { uninstallWords } from "./uninstall-words";

type UninstallButtonProps = { provider: ProviderName; settings: CalendarSettings };

/** Uninstalls the account's calendar app, after saying what that does to whom, counted when the question opens (RULES C6). */
export function UninstallButton({ provider, settings }: UninstallButtonProps) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { data } = useQuery({
    ...calendarState(),
    initialData: settings,
    enabled: asking,
    staleTime: 0,
    refetchOnMount: "always",
  });
  const { app } = providerWords[provider];
  const uninstall = async () => {
    const result = await reachServer(uninstallIntegrationAction({}));
    if (!result.ok) return result.message;
    await Promise.all([calendarKey, attentionKey].map((queryKey) => client.invalidateQueries({ queryKey })));
    toast(`${app} is uninstalled`);
    await reachServer(renderAgainAction({}));
    return null;
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>Uninstall</Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Uninstall ${app}?`}
        confirmLabel="Uninstall"
        onConfirm={uninstall}
      >
        <p>For everyone in this account:</p>
        <ul className="grid list-disc gap-1 pl-5">
          {uninstallWords(provider, data.effects).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </ConfirmDialog>
    </>
  );
}
