import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "@/lib/cli/embedded-postgres";

/** A PostgreSQL for one run of tests or measurements: its data is gone after `stop`. */
export async function startThrowawayPostgres(
  durability: EmbeddedPostgresOptions["durability"] = "throwaway",
): Promise<EmbeddedPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), "almanac-"));
  // Passable for the account that runs PostgreSQL when we are root; the data folder itself stays closed.
  await chmod(folder, 0o711);
  const dataDir = path.join(folder, "postgres");
  const server = await startEmbeddedPostgres({ dataDir, durability });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      const real = await realpath(dataDir).catch(() => dataDir);
      for (const made of [real, folder]) await rm(made, { recursive: true, force: true });
    },
  };
}
