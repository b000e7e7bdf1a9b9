import { z } from "zod";
import { now } from "@/lib/clock";
import type { ChangeHint, ChangePage } from "@/lib/domain/calendar/event";
import type { Access } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { days, elapsed, type Instant, shift, toInstant } from "@/lib/domain/time/instant";
import { callGraph } from "./client";
import { jsonIn } from "./json-in";
import { relativeLink } from "./links";
import type { MicrosoftSettings } from "./settings";
import { GraphRefusal } from "./to-error";
import { type DeltaRow, deltaRow, listPage } from "./wire";

const BACK_MS = days(30);
const AHEAD_MS = days(730);
/** The window is fixed for the life of a token: after a month a new round moves it (providers 3.3). */
const WINDOW_LIFE_MS = days(30);
const PREFER = "odata.maxpagesize=200";

const cursorShape = z.object({ link: z.string().min(1), since: z.iso.datetime() });

/**
 * Hints of what changed since `cursor`, or of everything in the window from 30 days ago to 24 months ahead. Rows are sparse,
 * repeated and sometimes wrong about deletions, so that none of them is believed (providers 3.3).
 */
export async function* changes(
  settings: MicrosoftSettings,
  access: Access,
  cursor: string | null,
): AsyncGenerator<ChangePage> {
  const at = now();
  const known = cursor === null ? null : openCursor(settings, cursor, at);
  const since = known?.since ?? at;
  let path = known?.path ?? firstPath(at);
  let isLink = known !== null;
  for (;;) {
    const page = await readPage(settings, access, path, isLink);
    const [next, delta] = [page["@odata.nextLink"], page["@odata.deltaLink"]];
    const link = relativeLink(settings, next ?? delta ?? "");
    if (!(next || delta) || link === null)
      throw new ProviderError("temporary", "Microsoft ended a page without a link to follow");
    const nextCursor = next ? null : JSON.stringify({ link, since });
    yield { changes: hintsOf(page.value), nextCursor, zone: null };
    if (!next) return;
    path = link;
    isLink = true;
  }
}

function firstPath(at: Instant): string {
  return `/me/calendarView/delta?startDateTime=${shift(at, -BACK_MS)}&endDateTime=${shift(at, AHEAD_MS)}`;
}

function openCursor(
  settings: MicrosoftSettings,
  cursor: string,
  at: Instant,
): { path: string; since: Instant } {
  const parsed = cursorShape.safeParse(jsonIn(cursor));
  const path = parsed.success ? relativeLink(settings, parsed.data.link) : null;
  if (!parsed.success || path === null) throw new ProviderError("cursor-expired", "The cursor is not ours");
  if (elapsed(parsed.data.since, at) > WINDOW_LIFE_MS)
    throw new ProviderError("cursor-expired", "The cursor's window is a month old");
  return { path, since: parsed.data.since };
}

/** Whatever Graph has against a link it gave itself, the round starts over: 410, an unknown token, another mailbox's. */
async function readPage(
  settings: MicrosoftSettings,
  access: Access,
  path: string,
  isLink: boolean,
): Promise<z.infer<typeof listPage>> {
  try {
    const { data } = await callGraph(settings, access, { method: "get", path, prefer: PREFER });
    return listPage.parse(data);
  } catch (error) {
    const isRefused = error instanceof GraphRefusal && (error.kind === "refused" || error.kind === "gone");
    if (isLink && isRefused) throw new ProviderError("cursor-expired", error.message);
    if (error instanceof z.ZodError)
      throw new ProviderError("temporary", "Microsoft's page could not be read");
    throw error;
  }
}

/** The hints of a page: one for each event, the last row of which counts, and one for every series it shows slots of. */
export function hintsOf(rows: readonly unknown[]): ChangeHint[] {
  const hints = new Map<string, ChangeHint>();
  const series = new Set<string>();
  for (const each of rows) {
    const row = deltaRow.safeParse(each).data;
    if (!row) continue;
    hints.set(row.id, hintOf(row));
    if (row.seriesMasterId) series.add(row.seriesMasterId);
  }
  for (const id of series) if (!hints.has(id)) hints.set(id, { ...plain, id });
  return [...hints.values()];
}

const plain = { kind: "hint", masterId: null, createdAt: null, onlyIfKnown: false, onPrimary: true } as const;

function hintOf(row: DeltaRow): ChangeHint {
  if (row["@removed"]) return { ...plain, id: row.id, onlyIfKnown: true, onPrimary: false };
  const masterId = row.seriesMasterId ?? null;
  if (row.type === "occurrence") return { ...plain, id: row.id, masterId, onlyIfKnown: true };
  return { ...plain, id: row.id, masterId, createdAt: toInstant(row.createdDateTime) };
}
