import { Client, type Context, HTTPMessageHandler, type Middleware } from "@microsoft/microsoft-graph-client";
import { now } from "@/lib/clock";
import type { Access } from "@/lib/domain/calendar/provider";
import { type Attempt, withTokens } from "../with-tokens";
import { graphRoot, type MicrosoftSettings } from "./settings";
import { isSpentToken, toProviderError } from "./to-error";
import { tradeTokens } from "./tokens";

/** `path` is relative to the version and encoded already: the client encodes nothing. */
export type GraphCall = {
  method: "get" | "post" | "patch" | "delete";
  path: string;
  body?: unknown;
  /** The version a write is made upon; a newer one refuses it. */
  ifMatch?: string | null;
  /** Preferences beside those of every call. */
  prefer?: string;
  timeoutMs?: number;
};
export type GraphAnswer = { data: unknown; headers: unknown };

const CALL_TIMEOUT_MS = 10_000;
/** Of every read. All in one header: the client lets a second one of the same name replace the first. */
export const PREFER = 'IdType="ImmutableId", outlook.timezone="UTC"';

/**
 * One call to Graph, with tokens renewed before they run out and once after a 401. Every failure of Microsoft's is a
 * `ProviderError`. Nothing is repeated here, a POST least of all: the queue owns the waiting.
 */
export function callGraph(
  settings: MicrosoftSettings,
  access: Access,
  call: GraphCall,
): Promise<GraphAnswer> {
  return readGraph(settings, access, call, (answer) => answer);
}

/** The same with a reading of the answer, which may find a refusal in it: in a batch a single part may be one. */
export function readGraph<T>(
  settings: MicrosoftSettings,
  access: Access,
  call: GraphCall,
  reading: (answer: GraphAnswer) => T,
): Promise<T> {
  const trade = (current: Parameters<typeof tradeTokens>[1]) => tradeTokens(settings, current);
  return withTokens(access, { now: now(), trade }, async (accessToken): Promise<Attempt<T>> => {
    try {
      return { done: reading(await callOnce(settings, accessToken, call)) };
    } catch (error) {
      const failure = toProviderError(error, call);
      if (isSpentToken(failure)) return { refused: failure };
      throw failure;
    }
  });
}

/** The same with an access token that has only just come, before there is anything to renew. */
export async function callGraphWith(
  settings: MicrosoftSettings,
  accessToken: string,
  call: GraphCall,
): Promise<GraphAnswer> {
  try {
    return await callOnce(settings, accessToken, call);
  } catch (error) {
    throw toProviderError(error, call);
  }
}

/** A failed call with what the answer said beside its body, which the client keeps only now and then. */
export class FailedCall extends Error {
  override readonly name = "FailedCall";
  constructor(
    override readonly cause: unknown,
    readonly status: number | null,
    readonly headers: unknown,
  ) {
    super("A call to Graph failed");
  }
}

async function callOnce(
  settings: MicrosoftSettings,
  accessToken: string,
  { method, path, body, ifMatch, prefer, timeoutMs = CALL_TIMEOUT_MS }: GraphCall,
): Promise<GraphAnswer> {
  const line = new Line(accessToken, timeoutMs);
  line.setNext(new HTTPMessageHandler());
  const graph = Client.initWithMiddleware({ middleware: line, baseUrl: `${graphRoot(settings)}/` });
  const request = graph.api(path).header("Prefer", prefer ? `${PREFER}, ${prefer}` : PREFER);
  if (ifMatch) request.header("If-Match", ifMatch);
  try {
    const data: unknown = await request[method](body);
    return { data, headers: line.answer?.headers };
  } catch (error) {
    throw new FailedCall(error, line.answer?.status ?? null, line.answer?.headers);
  }
}

/** Adds the bearer, which the client itself sends over https alone, bounds the wait, and keeps what came back. */
class Line implements Middleware {
  answer: Response | undefined;
  private next: Middleware | undefined;

  constructor(
    private readonly accessToken: string,
    private readonly timeoutMs: number,
  ) {}

  setNext(next: Middleware): void {
    this.next = next;
  }

  async execute(context: Context): Promise<void> {
    const headers = context.options?.headers as Record<string, string> | undefined;
    context.options = {
      ...context.options,
      headers: { ...headers, Authorization: `Bearer ${this.accessToken}` },
      redirect: "error",
      signal: AbortSignal.timeout(this.timeoutMs),
    };
    await this.next?.execute(context);
    this.answer = context.response;
  }
}
