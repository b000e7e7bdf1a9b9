import { Settings, Store } from "lucide-react";
import { RecordIcon } from "@/components/records/record-icon";
import { kindWords, recordKinds } from "@/lib/domain/records/record";
import { NavLink } from "./nav-link";

const title = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const icon = "size-[17px] flex-none";

/** The places of the product: a column at the left, a bar at the bottom of a narrow screen. */
export function SideNavigation() {
  return (
    <nav
      aria-label="Main"
      className="hidden flex-col gap-0.5 overflow-y-auto border-line border-r bg-surface px-2 py-3 md:flex"
    >
      <p className="px-2.5 pb-1 font-semibold text-[11px] text-ink-3">Records</p>
      {recordKinds.map((kind) => (
        <NavLink key={kind} href={kindWords[kind].path} icon={<RecordIcon kind={kind} />} shape="row">
          {title(kindWords[kind].many)}
        </NavLink>
      ))}
      <p className="px-2.5 pt-3.5 pb-1 font-semibold text-[11px] text-ink-3">Calendar</p>
      <NavLink href="/marketplace" icon={<Store aria-hidden="true" className={icon} />} shape="row">
        Marketplace
      </NavLink>
      <NavLink href="/settings" icon={<Settings aria-hidden="true" className={icon} />} shape="row">
        Settings
      </NavLink>
    </nav>
  );
}

export function BottomNavigation() {
  return (
    <nav
      aria-label="Main"
      className="flex gap-1 border-line border-t bg-surface px-2 pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {recordKinds.map((kind) => (
        <NavLink key={kind} href={kindWords[kind].path} icon={<RecordIcon kind={kind} />} shape="tile">
          {title(kindWords[kind].many)}
        </NavLink>
      ))}
      <NavLink href="/settings" icon={<Settings aria-hidden="true" className={icon} />} shape="tile">
        Settings
      </NavLink>
    </nav>
  );
}
