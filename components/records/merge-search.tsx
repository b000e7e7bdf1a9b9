"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSettled } from "@/components/shell/use-settled";
import { Avatar } from "@/components/ui/avatar";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import type { RecordLink, RecordRef } from "@/lib/domain/records/record";
import { recordsMatching } from "@/lib/queries/search";

type MergeSearchProps = {
  record: RecordRef;
  chosen: RecordLink | null;
  onChoose: (link: RecordLink | null) => void;
  error: string | undefined;
};

/** Finds the contact to merge with. Typing again lets the chosen one go. */
export function MergeSearch({ record, chosen, onChoose, error }: MergeSearchProps) {
  const [typed, setTyped] = useState("");
  const search = useQuery(recordsMatching(useSettled(typed, 150), "contact"));
  const found = (search.data ?? []).filter(({ id }) => id !== record.id);
  return (
    <Field label="Merge with" error={error}>
      <Combobox
        query={chosen?.name ?? typed}
        placeholder="Search contacts by name or email"
        onQueryChange={(text) => {
          setTyped(text);
          if (chosen) onChoose(null);
        }}
        options={found.map(({ id, name, detail }) => ({
          value: id,
          label: name,
          detail,
          leading: <Avatar name={name} size="xs" />,
        }))}
        onSelect={({ value }) => onChoose(found.find(({ id }) => id === value) ?? null)}
        onFocus={(event) => event.target.select()}
        loading={search.isPending}
        problem={search.error?.message ?? null}
        emptyText="No other contacts match."
      />
    </Field>
  );
}
