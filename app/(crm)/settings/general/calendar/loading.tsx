import { SettingsFrame } from "@/components/settings/settings-frame";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

const FIGURES = ["a", "b", "c", "d"];

export default function CalendarLoading() {
  return (
    <SettingsFrame>
      <Card className="grid grid-cols-1 gap-4" aria-busy="true">
        <span role="status" className="sr-only">
          Loading your calendar
        </span>
        <div className="flex items-center gap-3">
          <Skeleton className="size-9" />
          <Skeleton className="h-9 w-72 max-w-full" />
        </div>
        <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
          {FIGURES.map((figure) => (
            <Skeleton key={figure} className="h-11" />
          ))}
        </div>
        <Skeleton className="h-5 w-60 max-w-full" />
      </Card>
      <Card className="grid grid-cols-1 gap-3" aria-busy="true">
        <Skeleton className="h-5 w-32" />
        <Skeleton className="h-12" />
      </Card>
    </SettingsFrame>
  );
}
