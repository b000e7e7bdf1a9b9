import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import postgres from "postgres";
import { type Figure, repeat, timed } from "./figures";

/**
 * The least a change could take on this machine: an HTTP notification that adds a job, a worker that picks it up, and one
 * SQL read. No provider, no rules, no page.
 */
export async function bareRoundTrip(databaseUrl: string, runs: number): Promise<Figure> {
  const sql = postgres(databaseUrl, { max: 4 });
  const utils = await makeWorkerUtils({ connectionString: databaseUrl, logger: silent });
  let done = (): void => undefined;
  const runner = await run({
    connectionString: databaseUrl,
    noHandleSignals: true,
    logger: silent,
    taskList: {
      "bench.bare": async () => {
        await sql`select id from records limit 1`;
        done();
      },
    },
  });
  const server = createServer((_request, response) => {
    void utils.addJob("bench.bare", {}).then(() => response.writeHead(202).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const once = () =>
    timed(async () => {
      const read = new Promise<void>((resolve) => {
        done = resolve;
      });
      await fetch(address, { method: "POST" });
      await read;
    });
  await once();
  const samples = await repeat(runs, once);
  server.close();
  await runner.stop();
  await utils.release();
  await sql.end();
  return { name: "bare: notification → job → one SQL read", samples };
}

const silent = new Logger(() => () => undefined);
