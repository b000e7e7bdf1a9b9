import { z } from "zod";

const person = z.object({
  email: z.email(),
  name: z.string().min(1),
  timeZone: z.string().min(1),
  role: z.enum(["rep", "guest"]),
  elsewhere: z.boolean().optional(),
});

const settings = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535),
  SANDBOX_PEOPLE: z.string().transform((text) => z.array(person).min(1).parse(JSON.parse(text))),
  SANDBOX_CLIENT_ID: z.string().min(1),
  SANDBOX_CLIENT_SECRET: z.string().min(1),
  SANDBOX_STATE: z.string().optional(),
  SANDBOX_BACK_URL: z.string().optional(),
  SANDBOX_ASSETS: z.string().optional(),
  SANDBOX_TENANT: z.uuid().optional(),
  SANDBOX_NEIGHBOUR: z.url().optional(),
});

type Running = { origin: string; close(): Promise<void> };

/**
 * The main program of a sandbox: reads its settings from the environment, says where it is ready, and ends when told or
 * when the process that started it is gone. A start that fails says why in one line and exits with 1.
 */
export function runSandbox(
  name: string,
  start: (options: ReturnType<typeof readOptions>) => Promise<Running>,
): void {
  run(name, start).catch((error: NodeJS.ErrnoException) => {
    const isBusy = error.code === "EADDRINUSE";
    const reason = isBusy ? `port ${process.env.SANDBOX_PORT} is already in use` : error.message;
    console.error(`${name} cannot start: ${reason}`);
    process.exit(1);
  });
}

async function run(name: string, start: Parameters<typeof runSandbox>[1]): Promise<void> {
  const sandbox = await start(readOptions(process.env));
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await sandbox.close();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  // A sandbox never outlives the process that started it, not even a killed one.
  process.on("disconnect", stop);
  console.log(`${name} ready on ${sandbox.origin}`);
  process.send?.({ ready: true, origin: sandbox.origin });
}

function readOptions(source: NodeJS.ProcessEnv) {
  const env = settings.parse(source);
  return {
    port: env.SANDBOX_PORT,
    people: env.SANDBOX_PEOPLE,
    clientId: env.SANDBOX_CLIENT_ID,
    clientSecret: env.SANDBOX_CLIENT_SECRET,
    ...(env.SANDBOX_STATE ? { statePath: env.SANDBOX_STATE } : {}),
    ...(env.SANDBOX_BACK_URL ? { backUrl: env.SANDBOX_BACK_URL } : {}),
    ...(env.SANDBOX_ASSETS ? { assetsDir: env.SANDBOX_ASSETS } : {}),
    ...(env.SANDBOX_TENANT ? { tenant: env.SANDBOX_TENANT } : {}),
    ...(env.SANDBOX_NEIGHBOUR ? { neighbour: env.SANDBOX_NEIGHBOUR } : {}),
  };
}
