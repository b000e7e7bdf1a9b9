import {
  Client,
  type Context,
  GraphError,
  HTTPMessageHandler,
  type Middleware,
  RetryHandler,
  RetryHandlerOptions,
} from "@microsoft/microsoft-graph-client";

/** The real Graph client over plain http: an own chain adds the bearer, as the product's does (providers 7.2). */
export function graphClient(origin: string, accessToken: string, retries = 0): Client {
  const bearer = new Bearer(accessToken);
  const retry = new RetryHandler(new RetryHandlerOptions(0, retries));
  bearer.setNext(retry);
  retry.setNext(new HTTPMessageHandler());
  return Client.initWithMiddleware({ middleware: bearer, baseUrl: `${origin}/` });
}

/** A next or delta link the way the client can follow it over http: without origin and version. */
export function relative(link: string): string {
  const url = new URL(link);
  return url.pathname.replace(/^\/v1\.0/, "") + url.search;
}

/** What a call was refused with. */
export async function refusalOf(call: Promise<unknown>) {
  try {
    await call;
  } catch (error) {
    if (error instanceof GraphError)
      return {
        status: error.statusCode,
        code: error.code ?? undefined,
        message: error.message,
        headers: error.headers,
      };
    throw error;
  }
  throw new Error("the call was not refused");
}

class Bearer implements Middleware {
  private next: Middleware | undefined;

  constructor(private readonly accessToken: string) {}

  setNext(next: Middleware): void {
    this.next = next;
  }

  async execute(context: Context): Promise<void> {
    const headers = { ...(context.options?.headers as Record<string, string>) };
    context.options = {
      ...context.options,
      headers: { ...headers, Authorization: `Bearer ${this.accessToken}` },
    };
    await this.next?.execute(context);
  }
}
