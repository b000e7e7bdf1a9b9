import Link from "next/link";
import { whyHref } from "@/components/settings/sync-log-address";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { classNames } from "@/components/ui/class-names";
import { providerWords } from "@/lib/domain/calendar/connection";
import type { MeetingEntry } from "@/lib/domain/timeline/entry";
import { isWebAddress } from "./meeting-place";

type MeetingLinksProps = {
  entry: MeetingEntry;
  /** Starts an internal note; absent when there is one already or the viewer may not. */
  onAddNote?: (() => void) | undefined;
};

/** Join, while there is something to join, the event in its own calendar, why it was logged (RULES N1), and a first internal note. */
export function MeetingLinks({ entry, onAddNote }: MeetingLinksProps) {
  const { joinUrl } = entry.location;
  const { url, provider } = entry.calendar;
  const join = joinUrl && isWebAddress(joinUrl) && entry.cancelled === null ? joinUrl : null;
  const open = url && isWebAddress(url) && provider ? { url, app: providerWords[provider].app } : null;
  const isRead = entry.source === "calendar";
  if (!join && !open && !onAddNote && !isRead) return null;
  return (
    <div className={classNames("mt-3 flex flex-wrap gap-2", !join && "-ml-2.5")}>
      {join && (
        <a
          href={join}
          target="_blank"
          rel="noreferrer"
          aria-label={`Join ${entry.title}`}
          className={buttonClass("default", "s")}
        >
          Join
        </a>
      )}
      {open && (
        <a href={open.url} target="_blank" rel="noreferrer" className={buttonClass("quiet", "s")}>
          Open in {open.app}
        </a>
      )}
      {isRead && (
        <Link href={whyHref(entry.id)} prefetch={false} className={buttonClass("quiet", "s")}>
          Why is it here?
        </Link>
      )}
      {onAddNote && (
        <Button variant="quiet" size="s" onClick={onAddNote}>
          Add internal note
        </Button>
      )}
    </div>
  );
}
