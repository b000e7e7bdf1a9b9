import type { BusyBlock, BusyDetail } from "@/lib/domain/availability/busy";
import type { Access, BusyAsk, TimeSpan } from "@/lib/domain/calendar/provider";
import type { ZoneId } from "@/lib/domain/time/instant";
import { busyBlockOf } from "../busy-block";
import { viewOf } from "./calendar-view";
import type { MicrosoftSettings } from "./settings";
import { toChange } from "./to-event";
import { rawEvent } from "./wire";

const shape = "id,start,end,isAllDay,isCancelled,isDraft,showAs,sensitivity,responseStatus";
const fieldsFor: Record<BusyDetail, string> = { times: shape, titles: `subject,${shape}` };
/** Exchange's own free/busy takes both for time that can be had. */
const notBusy = new Set(["free", "workingElsewhere"]);

/** What keeps the mailbox's person busy in a span, as the calendar view tells it. */
export async function busy(
  settings: MicrosoftSettings,
  access: Access,
  span: TimeSpan,
  { zone, detail }: BusyAsk,
): Promise<BusyBlock[]> {
  const found: BusyBlock[] = [];
  for await (const rows of viewOf(settings, access, span, fieldsFor[detail])) {
    const blocks = rows.map((row) => toBlock(row, access, zone)).filter((block) => block !== null);
    found.push(...blocks.filter(({ startAt, endAt }) => startAt < span.until && endAt > span.from));
  }
  return found;
}

function toBlock(row: unknown, access: Access, zone: ZoneId): BusyBlock | null {
  const raw = rawEvent.safeParse(row).data;
  if (!raw || notBusy.has(raw.showAs ?? "busy") || raw.responseStatus?.response === "declined") return null;
  return busyBlockOf(toChange(raw, access.email), zone);
}
