import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { listWords } from "./sync-rules-words";

/** The lists in outline, in the same places as the lists themselves. */
export function SyncRulesSkeleton() {
  return (
    <>
      <Skeleton className="h-5 w-full max-w-[76ch]" />
      {Object.values(listWords).map(({ title, text }) => (
        <Card key={title} className="grid gap-3" aria-busy="true">
          <div>
            <h2>{title}</h2>
            <p className="max-w-[76ch] text-ink-2 text-s">{text}</p>
          </div>
          <div className="flex h-[54px] items-center border-line border-y">
            <Skeleton className="h-4 w-40" />
          </div>
        </Card>
      ))}
    </>
  );
}
