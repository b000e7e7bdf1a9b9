"use client";

import { Toaster as Sonner } from "sonner";

/** The place where short confirmations appear; say one with `toast` from "sonner". */
export function Toaster() {
  return (
    <Sonner
      position="bottom-left"
      theme="system"
      containerAriaLabel="Notifications"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-[min(360px,calc(100vw-32px))] items-center gap-2.5 rounded-m border border-line bg-ink px-3.5 py-2.5 text-paper text-m shadow-lift",
          title: "font-medium",
          description: "opacity-85",
          actionButton: "ml-auto flex-none rounded-tight px-2 py-0.5 font-semibold underline",
        },
      }}
    />
  );
}
