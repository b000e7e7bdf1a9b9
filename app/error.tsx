"use client";

import { Outage } from "@/components/shell/outage";

export default function PageError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <Outage onRetry={retry} />
    </main>
  );
}
