import { Skeleton } from "@/components/ui/skeleton";
import { indexColumns } from "@/lib/domain/records/properties";
import { kindWords, type RecordKind } from "@/lib/domain/records/record";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

/** An index page in outline, in the same places as the page itself. */
export function RecordIndexSkeleton({ kind }: { kind: RecordKind }) {
  return (
    <div className="flex flex-col gap-3 px-4 py-4 sm:px-5" aria-busy="true">
      <div className="flex h-7 items-center gap-2">
        <h1 className="first-letter:uppercase">{kindWords[kind].many}</h1>
        <Skeleton className="h-4 w-24" />
      </div>
      <Skeleton className="h-[30px] w-full rounded-m sm:max-w-[280px]" />
      <div className="overflow-hidden rounded-m border border-line bg-surface">
        <div className="h-[33px] border-line border-b bg-sunken max-md:hidden" />
        {ROWS.map((row) => (
          <div
            key={row}
            className="flex h-[45px] items-center gap-6 border-line border-b px-3 last:border-b-0"
          >
            <Skeleton className="size-[30px] flex-none rounded-full" />
            <Skeleton className="h-4 w-40 flex-none" />
            {indexColumns[kind].slice(1, 5).map((column) => (
              <Skeleton key={column.name} className="h-4 flex-1 max-md:hidden" />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
