import { z } from "zod";
import type { Access } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { chunksOf } from "../chunks";
import { inParallel } from "../in-parallel";
import { worstOf } from "../worst-of";
import { FailedCall, type GraphAnswer, PREFER, readGraph } from "./client";
import type { MicrosoftSettings } from "./settings";
import { toProviderError } from "./to-error";

// Of the four calls a mailbox may have, one is for a person who saves a meeting and one for connecting and the like.
const CALLS_AT_ONCE = 2;
const MOST_PARTS = 20;
const BATCH_TIMEOUT_MS = 30_000;
const FAILED_DEPENDENCY = 424;

/** What one address of many answered: its content, or why Graph does not show this one. */
export type Found = { data: unknown } | { failure: ProviderError };

const part = z.object({
  id: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.unknown()).nullish().catch(null),
  body: z.unknown(),
});
const batch = z.object({ responses: z.array(part) });
type Part = z.infer<typeof part>;

/**
 * Reads addresses that are there as far as anybody knows, twenty in a call. A batch of several runs four at once unless each
 * part waits for the one before: so two calls are never more than two at the mailbox. What follows one that is missing was
 * not asked, and is asked again. A failure that is not about the one address is thrown.
 */
export async function readTogether(
  settings: MicrosoftSettings,
  access: Access,
  paths: readonly string[],
): Promise<Map<string, Found>> {
  if (paths.length <= CALLS_AT_ONCE) return readDoubtful(settings, access, paths);
  const found = await inParallel(chunksOf(paths, MOST_PARTS), CALLS_AT_ONCE, (some) =>
    readChunk(settings, access, some, "one after another"),
  );
  return new Map(found.flat());
}

/** The same for addresses that may well be missing, which would break a chain: two at once in a call, one call at a time. */
export async function readDoubtful(
  settings: MicrosoftSettings,
  access: Access,
  paths: readonly string[],
): Promise<Map<string, Found>> {
  const found = await inParallel(chunksOf(paths, CALLS_AT_ONCE), 1, (some) =>
    readChunk(settings, access, some, "at once"),
  );
  return new Map(found.flat());
}

type Order = "one after another" | "at once";

async function readChunk(
  settings: MicrosoftSettings,
  access: Access,
  paths: readonly string[],
  order: Order,
): Promise<[string, Found][]> {
  const found = new Map<string, Found>();
  for (let rest = paths; rest.length > 0; rest = paths.filter((path) => !found.has(path))) {
    const asked = rest;
    const call = {
      method: "post" as const,
      path: "/$batch",
      body: requestsFor(asked, order),
      timeoutMs: BATCH_TIMEOUT_MS,
    };
    const answers = await readGraph(settings, access, call, (answer) => answersIn(answer, asked));
    for (const [path, one] of answers) found.set(path, one);
  }
  return [...found];
}

const requestsFor = (paths: readonly string[], order: Order) => ({
  requests: paths.map((url, at) => ({
    id: String(at),
    method: "GET",
    url,
    // A part has none of the batch's own headers but the bearer.
    headers: { Prefer: PREFER },
    ...(order === "one after another" && at > 0 ? { dependsOn: [String(at - 1)] } : {}),
  })),
});

function answersIn(answer: GraphAnswer, paths: readonly string[]): [string, Found][] {
  const parts = batch.safeParse(answer.data).data?.responses ?? [];
  const byId = new Map(parts.map((each) => [each.id, each]));
  const found = paths.flatMap((path, at): [string, Found][] => {
    const one = byId.get(String(at));
    if (!one) throw new ProviderError("temporary", "Microsoft left a part of a batch without an answer");
    return one.status === FAILED_DEPENDENCY ? [] : [[path, foundIn(one, path)]];
  });
  const failures = found.flatMap(([, one]) => ("failure" in one ? [one.failure] : []));
  // A refusal that is about more than one address ends all of it.
  const worst = worstOf(failures.filter(({ kind }) => kind !== "gone" && kind !== "refused"));
  if (worst) throw worst;
  if (found.length === 0) throw new ProviderError("temporary", "Microsoft answered no part of a batch");
  return found;
}

function foundIn({ status, headers, body }: Part, path: string): Found {
  if (status < 400) return { data: body };
  const error = (body as { error?: unknown } | null)?.error;
  const named = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  const failed = new FailedCall(error, status, Object.fromEntries(named));
  return { failure: toProviderError(failed, { method: "get", path }) };
}
