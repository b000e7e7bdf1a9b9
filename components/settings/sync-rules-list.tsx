"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { fullDay } from "@/components/records/format";
import { reachServer } from "@/components/records/reach-server";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { focusFallback } from "@/components/ui/use-return-focus";
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
  onChange: (rules: SyncRules) => Promise<void>;
  onRefused: () => void;
};

// The most lines that stand there unasked: the other lists are below.
const AT_FIRST = 50;

/** One list with who added what and when, the form that adds to it, and what the last change means from now on. */
export function SyncRulesList(props: SyncRulesListProps) {
  const { name, rules, main = null, system = [], mayChange, zone, takesFocus, onTouch } = props;
  const { onChange, onRefused } = props;
  const words = listWords[name];
  const [asked, setAsked] = useState("");
  const [asking, setAsking] = useState(false);
  const [consequence, setConsequence] = useState("");
  const remove = async (value: string) => {
    const result = await reachServer(words.remove(value));
    if (!result.ok) {
      onRefused();
      return result.message;
    }
    await onChange(result.data);
    setConsequence(words.removed(value));
    return null;
  };
  const isGone = asked !== "" && !rules.some((rule) => rule.value === asked);
  useEffect(() => {
    // The line may go after the dialog gave the focus back to its button.
    if (isGone && document.activeElement === document.body) focusFallback();
  }, [isGone]);
  const ask = (value: string) => {
    onTouch();
    setAsked(value);
    setAsking(true);
  };
  return (
    <Card className="grid grid-cols-1 gap-3">
      <div>
        <h2 tabIndex={-1} data-focus-fallback={takesFocus || undefined} className="outline-none">
          {words.title}
        </h2>
        <p className="max-w-[76ch] text-ink-2 text-s">{words.text}</p>
      </div>
      <Lines
        label={words.title}
        empty={words.empty}
        rules={rules}
        main={main}
        system={system}
        mayChange={mayChange}
        zone={zone}
        onAsk={ask}
      />
      <p role="status" className={consequence ? "max-w-[76ch]" : "sr-only"}>
        {consequence}
      </p>
      <SyncRulesForm
        name={name}
        known={rules}
        mayChange={mayChange}
        onAdded={onChange}
        onRefused={onRefused}
        onConsequence={setConsequence}
      />
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

type LinesProps = Pick<SyncRulesListProps, "rules" | "mayChange" | "zone"> & {
  label: string;
  empty: string;
  main: string | null;
  system: readonly string[];
  onAsk: (value: string) => void;
};

function Lines({ label, empty, rules, main, system, mayChange, zone, onAsk }: LinesProps) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? rules : rules.slice(0, AT_FIRST);
  const list = useRef<HTMLUListElement>(null);
  const showAll = () => {
    // The pressed button goes: the focus goes on with the first line that it brought.
    flushSync(() => setIsWhole(true));
    list.current?.querySelectorAll<HTMLElement>(":scope > li")[AT_FIRST]?.focus();
  };
  return (
    <>
      <ul ref={list} aria-label={label} className={mayChange ? "border-line border-b" : "-mb-1.5"}>
        {shown.map((rule) => (
          <Line key={rule.value} rule={rule} isMain={rule.value === main} zone={zone}>
            {mayChange && rule.value !== main && (
              <IconButton size="s" label={`Remove ${rule.value}`} onClick={() => onAsk(rule.value)}>
                <X aria-hidden="true" className="size-4" />
              </IconButton>
            )}
          </Line>
        ))}
        {rules.length === 0 && <li className="border-line border-t py-2.5 text-ink-2">{empty}</li>}
        {system.length > 0 && <SystemLines domains={system} />}
      </ul>
      {shown.length < rules.length && (
        <div>
          <Button size="s" onClick={showAll}>{`Show all ${rules.length}`}</Button>
        </div>
      )}
    </>
  );
}

function SystemLines({ domains }: { domains: readonly string[] }) {
  return (
    <li className="border-line border-t py-2.5">
      <p className="text-ink-2 text-s">
        Always on the list, as nobody has an address there: rooms and shared calendars.
      </p>
      <ul className="flex flex-wrap gap-x-3 text-ink-3 text-s">
        {domains.map((domain) => (
          <li key={domain}>{domain}</li>
        ))}
      </ul>
    </li>
  );
}

type LineProps = { rule: ListedRule; isMain: boolean; zone: ZoneId; children: ReactNode };

function Line({ rule, isMain, zone, children }: LineProps) {
  return (
    <li tabIndex={-1} className="flex min-h-11 items-center gap-3 border-line border-t py-1.5">
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
