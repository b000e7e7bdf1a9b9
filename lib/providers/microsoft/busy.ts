import type { z } from "zod";
import { type BusyBlock, type BusyDetail, busyTitle } from "@/lib/domain/availability/busy";
import type { Access, BusyAsk, TimeSpan } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { times } from "@/lib/domain/meetings/from-event";
import { hours, shift, type ZoneId } from "@/lib/domain/time/instant";
import { callGraph } from "./client";
import { relativeLink } from "./links";
import type { MicrosoftSettings } from "./settings";
import { toChange } from "./to-event";
import { listPage, rawEvent } from "./wire";

const PREFER = "odata.maxpagesize=200";
/** Days float: where one begins in `zone` may lie this far from where the view places it. */
const WIDEST_OFFSET_MS = hours(14);
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
  const [from, until] = [shift(span.from, -WIDEST_OFFSET_MS), shift(span.until, WIDEST_OFFSET_MS)];
  let path: string | null =
    `/me/calendarView?startDateTime=${from}&endDateTime=${until}&$select=${fieldsFor[detail]}`;
  while (path !== null) {
    const page: z.infer<typeof listPage> = await readPage(settings, access, path);
    const blocks = page.value.map((row) => toBlock(row, access, zone)).filter((block) => block !== null);
    found.push(...blocks.filter(({ startAt, endAt }) => startAt < span.until && endAt > span.from));
    path = nextPath(settings, page["@odata.nextLink"]);
  }
  return found;
}

function toBlock(row: unknown, access: Access, zone: ZoneId): BusyBlock | null {
  const raw = rawEvent.safeParse(row).data;
  if (!raw || notBusy.has(raw.showAs ?? "busy") || raw.responseStatus?.response === "declined") return null;
  const change = toChange(raw, access.email);
  if (change?.kind !== "upsert") return null;
  const { event } = change;
  const { startAt, endAt } = times(event.slot, zone);
  const title = event.visibility === "private" ? null : busyTitle(event.title);
  return { startAt, endAt, kind: event.showsAway ? "away" : "busy", title };
}

async function readPage(
  settings: MicrosoftSettings,
  access: Access,
  path: string,
): Promise<z.infer<typeof listPage>> {
  const { data } = await callGraph(settings, access, { method: "get", path, prefer: PREFER });
  const page = listPage.safeParse(data);
  if (!page.success) throw new ProviderError("temporary", "Microsoft's page could not be read");
  return page.data;
}

function nextPath(settings: MicrosoftSettings, link: string | null | undefined): string | null {
  if (!link) return null;
  const path = relativeLink(settings, link);
  if (path === null) throw new ProviderError("temporary", "Microsoft ended a page without a link to follow");
  return path;
}
