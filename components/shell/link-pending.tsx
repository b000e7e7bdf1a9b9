"use client";

import { useLinkStatus } from "next/link";
import { Spinner } from "@/components/ui/spinner";

/** Inside a link: a small spinner while the page it leads to is on its way. It takes no room, so nothing moves. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return (
    <span aria-hidden="true" className="-mr-5 ml-1.5 inline-block size-3.5 flex-none text-ink-3">
      {pending && <Spinner className="enter" />}
    </span>
  );
}
