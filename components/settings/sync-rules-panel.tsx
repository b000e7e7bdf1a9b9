"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { namesOf } from "@/components/marketplace/apps";
import { deniedDomains } from "@/lib/domain/records/match";
import type { SyncRules } from "@/lib/domain/sync-rules/sync-rules";
import type { ZoneId } from "@/lib/domain/time/instant";
import { keepAnswer } from "@/lib/queries/keep-answer";
import { syncRulesKey, syncRulesState } from "@/lib/queries/sync-rules";
import { SyncRulesList } from "./sync-rules-list";
import type { ListName } from "./sync-rules-words";

type SyncRulesPanelProps = { initial: SyncRules; zone: ZoneId };

/** The account's lists about whose meetings are logged: administrators change them, everybody else reads them. They keep themselves up to date. */
export function SyncRulesPanel({ initial, zone }: SyncRulesPanelProps) {
  const client = useQueryClient();
  const { data: rules } = useQuery({ ...syncRulesState(), initialData: initial });
  const [touched, setTouched] = useState<ListName | null>(null);
  const list = (name: ListName) => ({
    name,
    zone,
    mayChange: rules.mayChange,
    // When a line with the focus goes, the focus has to go somewhere: to the heading of its list.
    takesFocus: touched === name,
    onTouch: () => setTouched(name),
    onChange: (changed: SyncRules) => keepAnswer(client, syncRulesKey, changed),
    // Somebody else was first, or took the right away: the lists then say so as well.
    onRefused: () => void client.invalidateQueries({ queryKey: syncRulesKey }),
  });
  return (
    <>
      <p className="max-w-[76ch] text-ink-2">
        {rules.mayChange
          ? "These rules hold for everybody in the account and act on what comes next. What is on timelines stays."
          : `These rules hold for everybody in the account. Administrators change them: ask ${namesOf(rules.admins)}.`}
      </p>
      <SyncRulesList {...list("own")} rules={rules.own} main={mainOf(rules)} />
      <SyncRulesList {...list("denied")} rules={rules.denied} system={deniedDomains} />
      <SyncRulesList {...list("groups")} rules={rules.groups} />
    </>
  );
}

const mainOf = ({ own }: SyncRules): string | null => own.find(({ kind }) => kind === "main")?.value ?? null;
