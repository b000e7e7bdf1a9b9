import { Settings, Store } from "lucide-react";
import Link from "next/link";
import type { SessionUser } from "@/lib/domain/accounts/user";
import type { NotificationList } from "@/lib/domain/notifications/notification";
import { Bell } from "./bell";
import { CreateMenu } from "./create-menu";
import { GlobalSearch } from "./global-search";
import { Logo } from "./logo";
import { UserMenu } from "./user-menu";

const iconLink =
  "hidden size-[34px] flex-none place-items-center rounded-m text-ink-2 hover:bg-sunken hover:text-ink md:grid";

type TopBarProps = { user: SessionUser; notifications: NotificationList };

/** Search, create, the bell, and the ways to the Marketplace, the settings and one's own account, on every page. */
export function TopBar({ user, notifications }: TopBarProps) {
  return (
    <header className="flex items-center gap-2 border-line border-b bg-surface px-3 md:col-span-2 md:gap-3 md:px-4">
      <Link href="/contacts" aria-label="Almanac, contacts" className="flex-none rounded-tight md:w-[176px]">
        <Logo nameClass="hidden sm:inline" />
      </Link>
      <GlobalSearch />
      <span className="ml-auto" />
      {user.role !== "viewer" && <CreateMenu />}
      <Link href="/marketplace" aria-label="Marketplace" title="Marketplace" className={iconLink}>
        <Store aria-hidden="true" className="size-[17px]" />
      </Link>
      <Bell initial={notifications} zone={user.timeZone} />
      <Link href="/settings" aria-label="Settings" title="Settings" className={iconLink}>
        <Settings aria-hidden="true" className="size-[17px]" />
      </Link>
      <UserMenu user={user} />
    </header>
  );
}
