import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { kindWords, type RecordKind } from "@/lib/domain/records/record";
import { RecordIcon } from "./record-icon";

/** What stands at the address of a record that was deleted, or that never was. */
export function RecordMissing({ kind }: { kind: RecordKind }) {
  const { one, many, path } = kindWords[kind];
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-20 text-center">
      <span className="grid size-11 place-items-center rounded-full bg-sunken text-ink-3">
        <RecordIcon kind={kind} />
      </span>
      <h1>{`This ${one} does not exist any more`}</h1>
      <p className="max-w-[44ch] text-ink-2">It was deleted, or the address is not quite right.</p>
      <Link href={path} className={`mt-3 ${buttonClass("default", "s")}`}>
        {`Back to ${many}`}
      </Link>
    </div>
  );
}
