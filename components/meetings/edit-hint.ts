import { type EditedField, editedFields, guestChange, type WantedEdit } from "@/lib/domain/meetings/edit";
import type { EditMeetingDefaults } from "@/lib/domain/meetings/edit-inputs";
import { listed } from "@/lib/domain/meetings/edit-lock";

/** `send` also changes the event and tells its guests; `save` changes the CRM alone (RULES O4). */
export type EditWay = "save" | "send";
export type EditButton = { way: EditWay; label: string; ready: boolean };

export type EditHint = {
  /** The primary one first. */
  buttons: EditButton[];
  /** The one that Enter presses. */
  pressed: EditWay;
  text: string;
};

type Standing = Pick<EditMeetingDefaults, "destination" | "lock" | "calendar" | "host">;

/** Which buttons can be pressed, and what they will do, said before one is (RULES O4, O5). */
export function editHint(standing: Standing, wanted: WantedEdit): EditHint {
  if (standing.lock !== null) return savesHere("Outcome and note stay in the CRM: nobody is told.");
  if (standing.destination === "here") return savesHere("The meeting is logged only: nobody is told.");
  const edited = editedFields(wanted);
  if (edited.length === 0)
    return sends({ save: true, send: false }, "Outcome and note stay in the CRM: no update is needed.");
  const told = toldWords(standing, wanted, edited);
  const bound = boundFields(wanted, edited);
  if (bound.length > 0) return sends({ save: false, send: true }, `${told} ${boundWords(bound)}`);
  const strangers = guestChange(wanted).add.filter(({ email }) => !isContact(wanted, email));
  if (strangers.length > 0)
    return sends(
      { save: false, send: true },
      `${told} ${listed(namesOf(strangers))} cannot be logged here: invite them.`,
    );
  return sends({ save: true, send: true }, `${addedWords(wanted)} ${told}`);
}

const savesHere = (text: string): EditHint => ({
  buttons: [{ way: "save", label: "Save", ready: true }],
  pressed: "save",
  text,
});

const sends = (ready: Record<EditWay, boolean>, text: string): EditHint => ({
  buttons: [
    { way: "send", label: "Save and send update", ready: ready.send },
    { way: "save", label: "Save", ready: ready.save },
  ],
  pressed: ready.send ? "send" : "save",
  text,
});

/** What only the event can take. Somebody who was added may also be logged here alone. */
const boundFields = (wanted: WantedEdit, edited: readonly EditedField[]): EditedField[] =>
  edited.filter((field) => field !== "guests" || guestChange(wanted).remove.length > 0);

/** Where only the guest list changes, a calendar writes to those alone whom it concerns. */
function toldWords({ calendar, host }: Standing, wanted: WantedEdit, edited: readonly EditedField[]): string {
  const { add, remove } = guestChange(wanted);
  const concernsAll = edited.some((field) => field !== "guests");
  const stay = (concernsAll ? wanted.after.attendees : add).map(({ email }) => email);
  const told = new Set([...stay, ...remove]);
  told.delete(host.email.toLowerCase());
  if (told.size === 0) return "Nobody is invited, so nobody is told.";
  const people = told.size === 1 ? "1 person" : `${told.size} people`;
  return `${people} will be told by ${calendar?.maker ?? "the calendar"}.`;
}

/** "Title and time belong to the event: they change with Save and send update." */
function boundWords(bound: readonly EditedField[]): string {
  const words = listed(bound);
  const subject = words.charAt(0).toUpperCase() + words.slice(1);
  const isOne = bound.length === 1 && bound[0] !== "guests";
  const verbs = isOne ? "belongs to the event: it changes" : "belong to the event: they change";
  return `${subject} ${verbs} with Save and send update.`;
}

/** The meeting can be logged for contacts alone. */
const isContact = ({ after }: WantedEdit, email: string): boolean =>
  after.attendees.some((guest) => guest.email === email && guest.contactId !== null);

const namesOf = (people: readonly { name: string | null; email: string }[]): string[] =>
  people.map(({ name, email }) => name || email);

const NAMED = 3;

function addedWords(wanted: WantedEdit): string {
  const names = namesOf(guestChange(wanted).add);
  const shown =
    names.length > NAMED ? [...names.slice(0, NAMED - 1), `${names.length - NAMED + 1} more`] : names;
  return `Save logs the meeting for ${listed(shown)} here and does not invite them; Save and send update invites them.`;
}
