import type { ServerResponse } from "node:http";
import type { Reply } from "../http";

const HEARTBEAT_MS = 20_000;
const MERGE_MS = 40;

/** All that is asked of a sandbox: word of whose calendar or inbox changed, until the returned function is called. */
type Changing = { store: { onChange(listener: (email: string) => void): () => void } };

/** `/sandbox/live`: server-sent events naming whose calendar or inbox changed. */
export function liveStream(world: Changing): Reply {
  return {
    status: 200,
    headers: { "content-type": "text/event-stream" },
    stream: (response) => attach(world, response),
  };
}

function attach(world: Changing, response: ServerResponse): void {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer = undefined;
    for (const email of waiting) response.write(`event: change\ndata: ${JSON.stringify({ email })}\n\n`);
    waiting.clear();
  };
  const unsubscribe = world.store.onChange((email) => {
    waiting.add(email);
    timer ??= setTimeout(tell, MERGE_MS);
  });
  const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MS);
  response.write(": connected\n\n");
  response.on("close", () => {
    unsubscribe();
    clearTimeout(timer);
    clearInterval(heartbeat);
  });
}
