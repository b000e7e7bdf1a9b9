import { providerWords } from "@/lib/domain/calendar/connection";
import type { MeetingEntry } from "@/lib/domain/timeline/entry";

/** Where the meeting is: a link to join, a number to call, an address; or that the link is still being made. */
export function MeetingPlace({ entry }: { entry: MeetingEntry }) {
  const { kind, text, joinUrl, pending } = entry.location;
  const conference = entry.calendar.provider
    ? providerWords[entry.calendar.provider].conference
    : "Video call";
  if (kind === "conference") {
    if (joinUrl) return <Away href={joinUrl}>{conference}</Away>;
    const link = conference.replace("Google ", "").replace("Microsoft ", "");
    return pending ? `${link} link pending` : conference;
  }
  if (kind === "phone" && text)
    return (
      <a className="link" href={`tel:${text.replace(/[^\d+*#,;]/g, "")}`}>
        <bdi>{text}</bdi>
      </a>
    );
  if (kind === "link" && (joinUrl || text))
    return <Away href={joinUrl ?? text ?? ""}>{text ?? joinUrl}</Away>;
  return <bdi>{text ?? conference}</bdi>;
}

function Away({ href, children }: { href: string; children: React.ReactNode }) {
  // A provider's text may hold any scheme; only web addresses become links (RULES I15).
  if (!isWebAddress(href)) return <bdi>{children}</bdi>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="link inline-block max-w-[32ch] truncate align-bottom"
    >
      {children}
    </a>
  );
}

/** True for http and https addresses alone. */
export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/]+/i.test(text);
