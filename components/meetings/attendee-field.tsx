"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useSettled } from "@/components/shell/use-settled";
import { Combobox } from "@/components/ui/combobox";
import type { ComboboxOption } from "@/components/ui/combobox-list";
import { Field } from "@/components/ui/field";
import type { FieldErrors } from "@/lib/domain/errors";
import { type FormGuest, type MeetingForm, toGuest, withGuest } from "@/lib/domain/meetings/form";
import type { PersonChoice } from "@/lib/domain/meetings/inputs";
import { peopleMatching } from "@/lib/queries/people";
import { AttendeeChips } from "./attendee-chips";
import { choicesFor, guestFor, stillMatching } from "./attendee-choices";

type AttendeeFieldProps = {
  form: MeetingForm;
  faults: FieldErrors;
  offered: readonly PersonChoice[];
  away: (email: string) => string | null;
  onForm: (form: MeetingForm) => void;
};

/** Contacts, teammates and free addresses, found while one types; those of the record are one press away. */
export function AttendeeField({ form, faults, offered, away, onForm }: AttendeeFieldProps) {
  const [query, setQuery] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const asked = useSettled(query.trim(), 150);
  const search = useQuery({ ...peopleMatching(asked), enabled: asked !== "" });
  const settled = asked === query.trim() && !search.isPlaceholderData;
  const people = settled ? (search.data ?? []) : stillMatching(search.data ?? [], query);
  const add = (guest: FormGuest) => {
    const added = withGuest(form, guest);
    setFault(added.ok ? null : added.fault);
    if (!added.ok) return setQuery(guest.email);
    setQuery("");
    if (added.form !== form) onForm(added.form);
  };
  const remove = (email: string) => {
    setFault(null);
    onForm({ ...form, attendees: form.attendees.filter((guest) => guest.email !== email) });
  };
  const keys = (event: KeyboardEvent) => {
    const last = form.attendees.at(-1);
    if (event.key === "Backspace" && query === "" && last) remove(last.email);
  };
  const waiting = offered.filter((person) => !form.attendees.some(({ email }) => email === person.email));
  return (
    <Field label="Attendees" error={fault ?? faultOf(faults)}>
      <Combobox
        query={query}
        onQueryChange={(typed) => {
          setQuery(typed);
          setFault(null);
        }}
        options={query.trim() === "" ? [] : choicesFor(people, form.attendees, query)}
        onSelect={(option: ComboboxOption) => add(guestFor(option.value, people))}
        onFreeText={(text) => add(guestFor(text, people))}
        loading={search.isFetching || !settled}
        problem={query.trim() !== "" && search.isError ? search.error.message : null}
        emptyText={query.trim() === "" ? null : "Nobody matches. Type a whole address to invite a guest."}
        placeholder="Add contacts or teammates"
        leading={<AttendeeChips guests={form.attendees} away={away} onRemove={remove} />}
        onKeyDown={keys}
        inputMode="email"
      />
      {waiting.length > 0 && (
        <ul aria-label="Suggestions" className="mt-1.5 flex flex-wrap gap-1.5">
          {waiting.map((person) => (
            <li key={person.email}>
              <button
                type="button"
                onClick={() => add(toGuest(person))}
                className="inline-flex h-7 items-center gap-1 rounded-full border border-line-strong border-dashed px-2.5 text-ink-2 text-s hover:bg-sunken"
              >
                <Plus aria-hidden="true" className="size-3.5" />
                <span className="sr-only">Add </span>
                <bdi>{person.name}</bdi>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Field>
  );
}

// The server names the guest it refuses ("attendees.3.email"); the field is one for all of them.
const faultOf = (faults: FieldErrors): string | undefined =>
  Object.entries(faults).find(([path]) => path.startsWith("attendees"))?.[1];
