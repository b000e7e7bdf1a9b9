import type { z } from "zod";
import type { CalendarEvent } from "@/lib/domain/calendar/event";
import type { Access, TimeSpan } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { hours, shift, type ZoneId } from "@/lib/domain/time/instant";
import { occurrencesAmong } from "../occurrences-among";
import { callGraph } from "./client";
import { read } from "./events";
import { relativeLink } from "./links";
import type { MicrosoftSettings } from "./settings";
import { listPage } from "./wire";

const PREFER = "odata.maxpagesize=200";
/** Days float: where one begins in `zone` may lie this far from where the view places it. */
const WIDEST_OFFSET_MS = hours(14);

/** The occurrences that begin in a span, called-off ones left out: the view shows what all series have there. */
export async function occurrences(
  settings: MicrosoftSettings,
  access: Access,
  span: TimeSpan,
  zone: ZoneId,
): Promise<CalendarEvent[]> {
  const found: CalendarEvent[] = [];
  const [from, until] = [shift(span.from, -WIDEST_OFFSET_MS), shift(span.until, WIDEST_OFFSET_MS)];
  let path: string | null = `/me/calendarView?startDateTime=${from}&endDateTime=${until}`;
  while (path !== null) {
    const page: z.infer<typeof listPage> = await readPage(settings, access, path);
    const rows = page.value.map((row) => read(row, access));
    found.push(...occurrencesAmong(rows, span, zone));
    path = nextPath(settings, page["@odata.nextLink"]);
  }
  return found;
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
