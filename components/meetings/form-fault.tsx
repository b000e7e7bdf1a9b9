import Link from "next/link";
import type { FieldErrors } from "@/lib/domain/errors";
import type { ActionFailure } from "@/lib/domain/result";

/** Why a save was refused: the server's sentence, with the way out where there is one. */
export type Fault = Pick<ActionFailure, "message" | "link">;

export const faultOf = ({ message, link }: ActionFailure): Fault => (link ? { message, link } : { message });

type FormFaultProps = { fault: Fault | null; faults: FieldErrors };

/** One sentence beside the buttons of a form that could not be saved; nothing while it can. */
export function FormFault({ fault, faults }: FormFaultProps) {
  if (fault === null && Object.keys(faults).length === 0) return null;
  const unplaced = Object.entries(faults).find(([path]) => !hasField(path))?.[1];
  return (
    <p role="alert" className="w-full text-danger text-s">
      {fault?.message ?? unplaced ?? "Some fields need another look."}{" "}
      {fault?.link && (
        <Link href={fault.link.href} className="underline">
          {fault.link.label}
        </Link>
      )}
    </p>
  );
}

// What is wrong with something that has no field of its own is said beside the button.
const hasField = (path: string): boolean =>
  /^(title|date|start|end|zone|attendees|location|description|outcome|internalNote|records)\b/.test(path);
