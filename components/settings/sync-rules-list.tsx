"use client";

import { X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { fullDay } from "@/components/records/format";
import { reachServer } from "@/components/records/reach-server";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import type { ListedRule, SyncRules } from "@/lib/domain/sync-rules/sync-rules";
import type { ZoneId } from "@/lib/domain/time/instant";
import { SyncRulesForm } from "./sync-rules-form";
import { addedWords, type ListName, listWords } from "./sync-rules-words";

type SyncRulesListProps = {
  name: ListName;
  rules: readonly ListedRule[];
  /** The one that stays, whatever happens to the others. */
  main?: string | null;
  /** Lines nobody can change. */
  system?: readonly string[];
  mayChange: boolean;
  zone: ZoneId;
  takesFocus: boolean;
  onTouch: () => void;
  onChange: (rules: SyncRules) => void;
};

/** One list with who added what and when, the form that adds to it, and what the last change means from now on. */
export function SyncRulesList(props: SyncRulesListProps) {
  const { name, rules, main = null, system = [], mayChange, zone, takesFocus, onTouch, onChange } = props;
  const words = listWords[name];
  const [asked, setAsked] = useState("");
  const [asking, setAsking] = useState(false);
  const [consequence, setConsequence] = useState("");
  const remove = async (value: string) => {
    const result = await reachServer(words.remove(value));
    if (!result.ok) return result.message;
    onChange(result.data);
    setConsequence(words.removed(value));
    return null;
  };
  const ask = (value: string) => {
    onTouch();
    setAsked(value);
    setAsking(true);
  };
  return (
    <Card className="grid gap-3">
      <div>
        <h2 tabIndex={-1} data-focus-fallback={takesFocus || undefined} className="outline-none">
          {words.title}
        </h2>
        <p className="max-w-[76ch] text-ink-2 text-s">{words.text}</p>
      </div>
      <ul aria-label={words.title} className={mayChange ? "border-line border-b" : "-mb-1.5"}>
        {rules.map((rule) => (
          <Line key={rule.value} rule={rule} isMain={rule.value === main} zone={zone}>
            {mayChange && rule.value !== main && (
              <IconButton size="s" label={`Remove ${rule.value}`} onClick={() => ask(rule.value)}>
                <X aria-hidden="true" className="size-4" />
              </IconButton>
            )}
          </Line>
        ))}
        {rules.length === 0 && <li className="border-line border-t py-2.5 text-ink-2">{words.empty}</li>}
        {system.length > 0 && (
          <li className="border-line border-t py-2.5">
            <p className="text-ink-2 text-s">
              Always on the list, as nobody has an address there: rooms and shared calendars.
            </p>
            <ul className="flex flex-wrap gap-x-3 text-ink-3 text-s">
              {system.map((domain) => (
                <li key={domain}>{domain}</li>
              ))}
            </ul>
          </li>
        )}
      </ul>
      <p role="status" className={consequence ? "max-w-[76ch]" : "sr-only"}>
        {consequence}
      </p>
      {mayChange && (
        <SyncRulesForm name={name} known={rules} onAdded={onChange} onConsequence={setConsequence} />
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={words.removeTitle(asked)}
        confirmLabel="Remove"
        onConfirm={() => remove(asked)}
      >
        <p>{words.removed(asked)}</p>
      </ConfirmDialog>
    </Card>
  );
}

type LineProps = { rule: ListedRule; isMain: boolean; zone: ZoneId; children: ReactNode };

function Line({ rule, isMain, zone, children }: LineProps) {
  return (
    <li className="flex min-h-11 items-center gap-3 border-line border-t py-1.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="wrap-anywhere font-medium">{rule.value}</span>
          {isMain && <Chip>Main</Chip>}
        </p>
        <p className="text-ink-3 text-s">
          {addedWords(rule, (at) => fullDay(at, zone))}
          {isMain && ". It stays: without it, colleagues would be taken for contacts."}
        </p>
      </div>
      {children}
    </li>
  );
}
