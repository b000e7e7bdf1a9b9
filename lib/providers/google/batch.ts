import { randomToken } from "@/lib/crypto";
import type { Access } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { chunksOf } from "../chunks";
import { headerOf } from "../headers";
import { inParallel } from "../in-parallel";
import { worstOf } from "../worst-of";
import { apiRootOf, callGoogle, type GoogleSettings, type OAuthClient } from "./client";
import { type PartAnswer, readAnswers, writeReads } from "./multipart";
import { toProviderError } from "./to-error";

// Of the four calls a mailbox may have, one is for a person who saves a meeting and one for connecting and the like.
const CALLS_AT_ONCE = 2;
/** The calendar's own limit has been told as 50 and as 1,000: the lower one is right either way. */
const MOST_PARTS = 50;
const BATCH_TIMEOUT_MS = 30_000;

/** What one path answered: its content, or null where nothing is. */
export type Found = { path: string; data: unknown };

/**
 * Reads paths below `/calendar/v3`, fifty in a call (developers.google.com/workspace/calendar/api/guides/batch). Each counts
 * towards the quota by itself. Any failure but "not there" ends all of it.
 */
export async function readTogether(
  settings: GoogleSettings,
  access: Access,
  paths: readonly string[],
): Promise<Map<string, unknown>> {
  const found = await inParallel(chunksOf(paths, MOST_PARTS), CALLS_AT_ONCE, (some) =>
    callGoogle(settings, access, (_api, client) => readChunk(settings, client, some)),
  );
  return new Map(found.flat().map(({ path, data }) => [path, data]));
}

async function readChunk(
  settings: GoogleSettings,
  client: OAuthClient,
  paths: readonly string[],
): Promise<Found[]> {
  const boundary = `almanac_${randomToken(18)}`;
  const answer = await client.request<string>({
    url: `${apiRootOf(settings)}/batch/calendar/v3`,
    method: "POST",
    headers: { "Content-Type": `multipart/mixed; boundary=${boundary}` },
    body: writeReads(paths, boundary),
    responseType: "text",
    retry: false,
    timeout: BATCH_TIMEOUT_MS,
  });
  const answers = readAnswers(headerOf(answer.headers, "content-type") ?? "", answer.data) ?? [];
  const byId = new Map(answers.map((each) => [each.id, each]));
  // A token that ended on the way is renewed, as after any call.
  const spent = answers.find(({ status }) => status === 401);
  if (spent) throw failureOf(spent);
  const failures: ProviderError[] = [];
  const found = paths.map((path, at): Found => {
    const one = byId.get(String(at));
    if (!one) throw new ProviderError("temporary", "Google left a part of a batch without an answer");
    if (one.status < 400) return { path, data: jsonIn(one.body) };
    const failure = toProviderError(failureOf(one));
    if (failure.kind !== "gone") failures.push(failure);
    return { path, data: null };
  });
  const worst = worstOf(failures);
  if (worst) throw worst;
  return found;
}

/** A part's refusal in the shape in which the client throws a call's. */
function failureOf({ status, headers, body }: PartAnswer): Error {
  const response = { status, headers, data: jsonIn(body) };
  return Object.assign(new Error("A part of a batch failed"), { response });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
