import type { calendar_v3 } from "googleapis/build/src/apis/calendar/index.js";
import type { Access, SpanPage, TimeSpan } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { isZone } from "@/lib/domain/time/slot";
import { missingSeries, seriesTold } from "../missing-series";
import { callGoogle, type GoogleSettings } from "./client";
import { lookUp } from "./look-up";
import { toChange } from "./to-event";

// Unlike the listing a sync token is made for, this one may have bounds; every page repeats all of it (providers 2.3).
const listing = { calendarId: "primary", singleEvents: false, maxResults: 250 } as const;

/** One page of a span. The cursor is Google's page token; series that stand on another page are looked up. */
export async function listSpan(
  settings: GoogleSettings,
  access: Access,
  span: TimeSpan,
  cursor: string | null,
): Promise<SpanPage> {
  const page = await readPage(settings, access, span, cursor);
  const zone = page.timeZone && isZone(page.timeZone) ? page.timeZone : null;
  const changes = (page.items ?? [])
    .map((item) => toChange(item, zone ?? "UTC"))
    .filter((change) => change !== null);
  const missing = missingSeries(changes).map((id) => ({ id, onPrimary: true }));
  const series = missing.length === 0 ? [] : await lookUp(settings, access, missing);
  return { changes, series: seriesTold(series), nextCursor: page.nextPageToken ?? null, zone };
}

async function readPage(
  settings: GoogleSettings,
  access: Access,
  { from, until }: TimeSpan,
  cursor: string | null,
): Promise<calendar_v3.Schema$Events> {
  const bounds = { timeMin: from, timeMax: until };
  const pageToken = cursor === null ? {} : { pageToken: cursor };
  try {
    const { data } = await callGoogle(settings, access, (api) =>
      api.events.list({ ...listing, ...bounds, ...pageToken }),
    );
    return data;
  } catch (error) {
    if (cursor !== null && isAboutToken(error))
      throw new ProviderError("cursor-expired", "Google does not know the page token any more");
    throw error;
  }
}

/** The query was good enough for the first page, so that its token alone can be at fault. */
const isAboutToken = (error: unknown): boolean =>
  error instanceof ProviderError && (/^Google 400\b/.test(error.message) || error.kind === "cursor-expired");
