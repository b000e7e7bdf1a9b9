import { z } from "zod";
import { ApiError } from "./api-error";

const MOST_PARTS = 20;

const part = z.object({
  id: z.string().min(1),
  method: z.enum(["GET", "POST", "PATCH", "PUT", "DELETE"]),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).min(1).optional(),
});
const batch = z.object({ requests: z.array(part).min(1) });

export type BatchPart = z.infer<typeof part>;

/**
 * The parts of a batch. One wrong part is a 400 for all of them: ids must differ in more than capitals, addresses are
 * relative, and a batch is either fully sequential or fully parallel (learn.microsoft.com/graph/json-batching).
 */
export function requestsIn(body: unknown): BatchPart[] {
  const parsed = batch.safeParse(body);
  if (!parsed.success) throw malformed("Invalid batch payload format.");
  const { requests } = parsed.data;
  if (requests.length > MOST_PARTS) {
    const message = `Number of batch request steps exceeds the maximum value of ${MOST_PARTS}.`;
    throw new ApiError(400, "MaximumValueExceeded", message);
  }
  if (new Set(requests.map(({ id }) => id.toLowerCase())).size < requests.length)
    throw malformed("Request ids must be unique in a batch.");
  for (const each of requests) refuseUnfit(each);
  if (!isFullyParallel(requests) && !isFullySequential(requests))
    throw malformed("Batch should be either fully sequential or fully parallel.");
  return requests;
}

function refuseUnfit({ id, url, body, headers = {} }: BatchPart): void {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) throw malformed(`The URL of request ${id} is not relative.`);
  if (/^\/?\$batch/i.test(url)) throw malformed("A batch cannot be part of a batch.");
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  if (body !== undefined && !hasType) throw malformed(`Request ${id} has a body and no Content-Type header.`);
}

const isFullyParallel = (parts: BatchPart[]): boolean => parts.every((each) => !each.dependsOn);

/** Each part but the first waits for the one that is listed before it. */
const isFullySequential = (parts: BatchPart[]): boolean =>
  parts.every((each, at) => {
    const [waitsFor, ...more] = each.dependsOn ?? [];
    return more.length === 0 && waitsFor?.toLowerCase() === parts[at - 1]?.id.toLowerCase();
  });

function malformed(message: string): ApiError {
  return new ApiError(400, "BadRequest", message);
}
