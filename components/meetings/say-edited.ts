import { toast } from "sonner";

export type Edited = { result: "kept" | "sent" | "waiting" | "not-made"; note: string | null };

const words: Record<Edited["result"], string> = {
  kept: "Meeting saved.",
  sent: "Meeting saved and update sent.",
  waiting: "Meeting saved. The update is being sent.",
  "not-made": "Your change was not made.",
};

/** Says what became of an edit that was saved; where the calendar did not take it, why (RULES O7). */
export function sayEdited({ result, note }: Edited): void {
  if (result === "not-made") toast.warning(note ?? words[result]);
  else toast.success(words[result], note ? { description: note } : {});
}
