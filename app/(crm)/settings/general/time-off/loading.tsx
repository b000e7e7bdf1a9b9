import { SettingsFrame } from "@/components/settings/settings-frame";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

export default function TimeOffLoading() {
  return (
    <SettingsFrame>
      <Card className="grid grid-cols-1 gap-3">
        <span role="status" className="sr-only">
          Loading time off
        </span>
        <Skeleton className="h-5 w-28" />
        <Skeleton className="h-4 w-80 max-w-full" />
        <Skeleton className="h-10" />
        <Skeleton className="h-10" />
      </Card>
    </SettingsFrame>
  );
}
