"use client";

import { type FormEvent, useRef, useState } from "react";
import { reachServer } from "@/components/records/reach-server";
import { Button } from "@/components/ui/button";
import { Field, TextInput } from "@/components/ui/field";
import type { ListedRule, SyncRules } from "@/lib/domain/sync-rules/sync-rules";
import { type ListName, listWords } from "./sync-rules-words";

type SyncRulesFormProps = {
  name: ListName;
  known: readonly ListedRule[];
  mayChange: boolean;
  onAdded: (rules: SyncRules) => Promise<void>;
  onRefused: () => void;
  onConsequence: (sentence: string) => void;
};

/** Adds one line. What was typed stays until it is on the list; the focus stays in the field, for the next one. */
export function SyncRulesForm(props: SyncRulesFormProps) {
  const { name, known, mayChange, onAdded, onRefused, onConsequence } = props;
  const words = listWords[name];
  const field = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (working) return;
    setWorking(true);
    const result = await reachServer(words.add(value));
    setWorking(false);
    field.current?.focus();
    if (!result.ok) {
      setFault(result.message);
      onConsequence("");
      return onRefused();
    }
    setFault(null);
    setValue("");
    await onAdded(result.data);
    onConsequence(words.added(newAmong(result.data[name], known) ?? value.trim()));
  };
  // Who may no longer change the list still has what was being typed.
  if (!mayChange && value === "") return null;
  return (
    <form noValidate onSubmit={add} className="flex max-w-[520px] items-start gap-2">
      <Field label={words.label} labelHidden error={fault} className="flex-1">
        <TextInput
          ref={field}
          value={value}
          placeholder={words.placeholder}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => setValue(event.target.value)}
        />
      </Field>
      <Button type="submit" loading={working}>
        Add
      </Button>
    </form>
  );
}

/** What was added, as it is stored: it may have been typed with more around it. */
function newAmong(after: readonly ListedRule[], before: readonly ListedRule[]): string | null {
  const known = new Set(before.map(({ value }) => value));
  return after.find(({ value }) => !known.has(value))?.value ?? null;
}
