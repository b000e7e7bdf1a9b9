"use client";

import { useLinkStatus } from "next/link";
import { Spinner } from "@/components/ui/spinner";

/** Inside a link: a small spinner while the page it leads to is on its way. It takes its room from the start. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return (
    <span aria-hidden="true" className="ml-1.5 inline-block size-3.5 align-middle text-ink-3">
      {pending && <Spinner className="enter" />}
    </span>
  );
}
