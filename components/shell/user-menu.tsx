"use client";

import { LogOut, Settings, Store } from "lucide-react";
import { signOut } from "next-auth/react";
import { dropAllDrafts } from "@/components/timeline/draft-storage";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { SessionUser } from "@/lib/domain/accounts/user";

/** Whoever signs in next on this browser finds nothing that was half written. */
function leave(): void {
  dropAllDrafts(window.sessionStorage);
  void signOut({ callbackUrl: "/sign-in" });
}

/** Who is signed in, and the way out. */
export function UserMenu({ user }: { user: SessionUser }) {
  const trigger = (
    <button
      type="button"
      aria-label={`Your account, ${user.name}`}
      title={user.name}
      className="rounded-full"
    >
      <Avatar name={user.name} />
    </button>
  );
  return (
    <Menu trigger={trigger} align="end">
      <div className="max-w-64 px-2.5 py-1.5" dir="auto">
        <p className="truncate font-semibold">{user.name}</p>
        <p className="truncate text-ink-3 text-s">{user.email}</p>
      </div>
      <MenuSeparator />
      <MenuItem href="/marketplace" icon={<Store aria-hidden="true" />}>
        Marketplace
      </MenuItem>
      <MenuItem href="/settings" icon={<Settings aria-hidden="true" />}>
        Settings
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={leave}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
