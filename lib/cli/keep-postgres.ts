import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/lib/cli/embedded-postgres";
import { isAlive } from "@/lib/cli/postgres/postmaster";
import { log } from "@/lib/log";

const LOOK_MS = 1_000;

/**
 * Watches the built-in PostgreSQL and starts it again, on the same port and data, when it has died by itself; the product
 * meanwhile says that it cannot reach its database, and heals. Answers with how to end the watch and the server.
 */
export function keepPostgresRunning(first: EmbeddedPostgres, dataDir: string): { stop(): Promise<void> } {
  let server = first;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    if (isAlive(server.pid)) return;
    log.error({ pid: server.pid }, "the built-in PostgreSQL has ended; starting it again");
    server = await startEmbeddedPostgres({ dataDir, port: server.port }).catch((error: unknown) => {
      log.error({ err: error }, "the built-in PostgreSQL could not be started again yet");
      return server;
    });
  };
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, LOOK_MS);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
      await server.stop();
    },
  };
}
