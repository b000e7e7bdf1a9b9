"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";

type InstalledDialogProps = { title: string; email: string | null; path: string };

/** Says that the app is installed and what happens from now on. Closing it takes the result out of the address. */
export function InstalledDialog({ title, email, path }: InstalledDialogProps) {
  const router = useRouter();
  const [open, setOpen] = useState(true);
  const close = () => {
    setOpen(false);
    router.replace(path, { scroll: false });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      title={title}
      description={email ? `Your calendar ${email} is connected` : null}
      width="m"
    >
      <DialogBody className="grid gap-3">
        <ul className="grid list-disc gap-1 pl-5 text-ink-2">
          <li>Meetings you make with a contact from now on appear on their timeline.</li>
          <li>Meetings you schedule here go on your calendar, and guests are invited.</li>
          <li>Private events stay private. Earlier events stay where they are.</li>
        </ul>
        <p className="text-ink-3 text-s">Teammates connect theirs in Settings, General, Calendar.</p>
      </DialogBody>
      <DialogFooter>
        <Link href="/contacts" data-first-focus className={buttonClass("primary", "m")}>
          Schedule a first meeting
        </Link>
        <Link href="/settings/general/calendar" className={buttonClass("default", "m")}>
          Calendar settings
        </Link>
      </DialogFooter>
    </Dialog>
  );
}
