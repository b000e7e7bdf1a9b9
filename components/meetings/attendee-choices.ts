import type { ComboboxOption } from "@/components/ui/combobox-list";
import type { FormGuest } from "@/lib/domain/meetings/form";
import { toGuest } from "@/lib/domain/meetings/form";
import type { PersonChoice } from "@/lib/domain/meetings/inputs";
import { address } from "@/lib/domain/records/inputs";

/** People found, without those who are in already; a whole address nobody has is offered as a guest, first. */
export function choicesFor(
  people: readonly PersonChoice[],
  attendees: readonly FormGuest[],
  query: string,
): ComboboxOption[] {
  const taken = new Set(attendees.map(({ email }) => email.toLowerCase()));
  const found = people
    .filter((person) => !taken.has(person.email.toLowerCase()))
    .map((person) => ({
      value: person.email,
      label: person.name || person.email,
      detail: [person.email, person.userId ? "Teammate" : person.detail].filter(Boolean).join(" · "),
    }));
  const typed = address.safeParse(query);
  const unknown =
    typed.success &&
    !taken.has(typed.data) &&
    !people.some((person) => person.email.toLowerCase() === typed.data);
  return unknown
    ? [
        { value: typed.data, label: `Invite ${typed.data}`, detail: "As a guest, without making a contact" },
        ...found,
      ]
    : found;
}

/**
 * Of the people found for an earlier text, those who fit the present one: Enter must never take somebody whom the person
 * who types no longer means.
 */
export function stillMatching(people: readonly PersonChoice[], query: string): PersonChoice[] {
  const wanted = query.trim().toLowerCase();
  return people.filter((person) => `${person.name} ${person.email}`.toLowerCase().includes(wanted));
}

/** The person with this address, else a guest who is nothing but the address. */
export function guestFor(email: string, people: readonly PersonChoice[]): FormGuest {
  const wanted = email.trim().toLowerCase();
  const known = people.find((person) => person.email.toLowerCase() === wanted);
  return known ? toGuest(known) : { email, name: null, contactId: null, userId: null, timeZone: null };
}
