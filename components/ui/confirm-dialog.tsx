"use client";

import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { Dialog, DialogBody, DialogFooter } from "./dialog";

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  confirmLabel: string;
  /** The way out; "Cancel", unless that is what it asks about. */
  dismissLabel?: string;
  tone?: "danger" | "primary";
  /** Does it; answers null when done, or one sentence that is shown while the dialog stays open. */
  onConfirm: () => Promise<string | null>;
};

/** Asks before something that cannot be taken back. A second press while it works does nothing. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, children, confirmLabel, tone = "danger", onConfirm } = props;
  const { dismissLabel = "Cancel" } = props;
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const change = (next: boolean) => {
    setError(null);
    onOpenChange(next);
  };
  const confirm = async () => {
    setWorking(true);
    const answer = await onConfirm().catch(() => "This did not reach the server. Try again.");
    setWorking(false);
    setError(answer);
    if (answer === null) onOpenChange(false);
  };
  return (
    <Dialog open={open} onOpenChange={change} title={title} width="s">
      <DialogBody className="grid gap-3 text-ink-2">
        {children}
        {error && (
          <p role="alert" className="text-danger">
            {error}
          </p>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant={tone} loading={working} onClick={confirm}>
          {confirmLabel}
        </Button>
        <Button variant="quiet" autoFocus={tone === "danger"} onClick={() => change(false)}>
          {dismissLabel}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
