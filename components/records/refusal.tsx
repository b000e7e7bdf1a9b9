import Link from "next/link";
import type { ActionFailure } from "@/lib/domain/result";

/** Why the server, or the form itself, did not take what was typed. */
export type Refusal = Pick<ActionFailure, "message" | "fields" | "link">;

/** One sentence and, where there is one, the way out: the record that has this address already (RULES R6). */
export function RefusalText({ message, link }: Pick<Refusal, "message" | "link">) {
  return (
    <>
      {message}
      {link && (
        <>
          {" "}
          <Link href={link.href} dir="auto" className="font-medium underline underline-offset-2">
            {link.label}
          </Link>
        </>
      )}
    </>
  );
}
