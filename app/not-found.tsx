import type { Metadata } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-[70dvh] place-content-center justify-items-center gap-2 p-6 text-center">
      <h1>There is no such page</h1>
      <p className="max-w-[44ch] text-ink-2">The address is not quite right, or what was here is gone.</p>
      <Link href="/contacts" className={`mt-3 ${buttonClass("default", "s")}`}>
        Go to contacts
      </Link>
    </main>
  );
}
