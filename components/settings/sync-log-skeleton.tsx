import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c", "d", "e", "f"];

/** The sync log in outline, in the same places as the log itself. */
export function SyncLogSkeleton() {
  return (
    <Card className="grid grid-cols-1 gap-3" aria-busy="true">
      <div className="-mt-2 flex h-[38px] items-center gap-4 border-line border-b">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="flex h-[30px] items-center">
        <h2>Why is a meeting here, or missing?</h2>
      </div>
      <Skeleton className="h-9 w-full max-w-[76ch]" />
      <Skeleton className="h-6 w-64" />
      <div>
        {ROWS.map((row) => (
          <div key={row} className="flex h-[74px] items-center gap-6 border-line border-t">
            <Skeleton className="h-4 flex-1" />
            <Skeleton className="h-4 w-20 flex-none max-sm:hidden" />
            <Skeleton className="h-4 flex-1 max-sm:hidden" />
          </div>
        ))}
      </div>
    </Card>
  );
}
