import type { Instant } from "../time/instant";
import type { RecordRef } from "./record";

/** What an activity on a record also shows on: its primary company (contacts only) and its open deals. */
export type LogOnSource = {
  recordId: string;
  primaryCompanyId: string | null;
  openDeals: { id: string; createdAt: Instant }[];
};

const LATEST_DEALS = 5;

/**
 * The records an activity is logged on: the chosen ones, then each contact's primary company, then the five latest open
 * deals of each chosen or matched record (RULES R3). Each once, in that order.
 */
export function recordsToLogOn(input: {
  chosen: readonly RecordRef[];
  sources: readonly LogOnSource[];
}): RecordRef[] {
  const companies = input.sources.flatMap(({ primaryCompanyId }) =>
    primaryCompanyId === null ? [] : [{ kind: "company" as const, id: primaryCompanyId }],
  );
  const deals = input.sources.flatMap((source) => latestOpenDeals(source));
  const all = [...input.chosen, ...companies, ...deals];
  return [...new Map(all.map((ref) => [ref.id, { kind: ref.kind, id: ref.id }])).values()];
}

function latestOpenDeals({ openDeals }: LogOnSource): RecordRef[] {
  const newestFirst = [...openDeals].sort((a, b) => compare(b.createdAt, a.createdAt) || compare(a.id, b.id));
  return newestFirst.slice(0, LATEST_DEALS).map(({ id }) => ({ kind: "deal", id }));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
