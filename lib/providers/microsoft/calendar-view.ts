import type { Access, TimeSpan } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { hours, shift } from "@/lib/domain/time/instant";
import { callGraph } from "./client";
import { relativeLink } from "./links";
import type { MicrosoftSettings } from "./settings";
import { listPage } from "./wire";

const PREFER = "odata.maxpagesize=200";
/** Days float: where one begins in a person's zone may lie this far from where the view places it. */
const WIDEST_OFFSET_MS = hours(14);

/**
 * The rows of the calendar view, which shows what all series have in a span, page by page; half a day more than the span on
 * both sides, so that whole days are among them in every zone. `select`: the fields that are wanted; all when absent.
 */
export async function* viewOf(
  settings: MicrosoftSettings,
  access: Access,
  span: TimeSpan,
  select?: string,
): AsyncGenerator<unknown[]> {
  const [from, until] = [shift(span.from, -WIDEST_OFFSET_MS), shift(span.until, WIDEST_OFFSET_MS)];
  const wanted = select === undefined ? "" : `&$select=${select}`;
  let path = `/me/calendarView?startDateTime=${from}&endDateTime=${until}${wanted}`;
  for (;;) {
    const { data } = await callGraph(settings, access, { method: "get", path, prefer: PREFER });
    const page = listPage.safeParse(data);
    if (!page.success) throw new ProviderError("temporary", "Microsoft's page could not be read");
    yield page.data.value;
    const link = page.data["@odata.nextLink"];
    if (!link) return;
    const next = relativeLink(settings, link);
    if (next === null)
      throw new ProviderError("temporary", "Microsoft ended a page without a link to follow");
    path = next;
  }
}
