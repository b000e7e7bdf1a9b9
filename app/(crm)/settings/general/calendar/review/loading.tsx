import { SettingsFrame } from "@/components/settings/settings-frame";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c", "d", "e", "f"];

export default function SweepReviewLoading() {
  return (
    <SettingsFrame>
      <Card className="grid grid-cols-1 gap-3" aria-busy="true">
        <Skeleton className="h-6 w-72" />
        <Skeleton className="h-10 w-full max-w-[76ch]" />
        <Skeleton className="h-[34px] w-96 max-w-full" />
        <div>
          {ROWS.map((row) => (
            <div key={row} className="flex h-[54px] items-center border-line border-t">
              <Skeleton className="h-4 flex-1" />
            </div>
          ))}
        </div>
      </Card>
    </SettingsFrame>
  );
}
