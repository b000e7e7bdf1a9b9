"use client";

import { Outage } from "@/components/shell/outage";

export default function CrmError({ retry }: { error: unknown; retry: () => void }) {
  return <Outage onRetry={retry} />;
}
