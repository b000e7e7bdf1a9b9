"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

type NavLinkProps = { href: string; icon: ReactNode; shape: "row" | "tile"; children: ReactNode };

const shapes = {
  row: "flex items-center gap-2.5 rounded-tight px-2.5 py-[7px]",
  tile: "flex min-h-[52px] flex-1 flex-col items-center justify-center gap-0.5 rounded-tight text-xs",
};

/** One place to go; marked while the reader is at it or below it. */
export function NavLink({ href, icon, shape, children }: NavLinkProps) {
  const path = usePathname();
  const here = path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className={classNames(
        "font-medium text-ink-2 hover:text-ink aria-[current=page]:text-brand-ink",
        shapes[shape],
        shape === "row" && "hover:bg-sunken aria-[current=page]:bg-brand-wash",
      )}
    >
      {icon}
      {children}
    </Link>
  );
}
