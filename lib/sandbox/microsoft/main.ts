import { z } from "zod";
import { startMicrosoftSandbox } from "./server";

const person = z.object({
  email: z.email(),
  name: z.string().min(1),
  timeZone: z.string().min(1),
  role: z.enum(["rep", "guest"]),
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
  SANDBOX_FOREIGN_MAIL_URL: z.url().optional(),
});

async function main(): Promise<void> {
  const env = settings.parse(process.env);
  const sandbox = await startMicrosoftSandbox({
    port: env.SANDBOX_PORT,
    people: env.SANDBOX_PEOPLE,
    clientId: env.SANDBOX_CLIENT_ID,
    clientSecret: env.SANDBOX_CLIENT_SECRET,
    ...(env.SANDBOX_STATE ? { statePath: env.SANDBOX_STATE } : {}),
    ...(env.SANDBOX_BACK_URL ? { backUrl: env.SANDBOX_BACK_URL } : {}),
    ...(env.SANDBOX_ASSETS ? { assetsDir: env.SANDBOX_ASSETS } : {}),
    ...(env.SANDBOX_TENANT ? { tenant: env.SANDBOX_TENANT } : {}),
    ...(env.SANDBOX_FOREIGN_MAIL_URL ? { foreignMailUrl: env.SANDBOX_FOREIGN_MAIL_URL } : {}),
  });
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
  console.log(`Microsoft sandbox ready on ${sandbox.origin}`);
  process.send?.({ ready: true, origin: sandbox.origin });
}

main().catch((error: NodeJS.ErrnoException) => {
  const isBusy = error.code === "EADDRINUSE";
  const reason = isBusy ? `port ${process.env.SANDBOX_PORT} is already in use` : error.message;
  console.error(`Microsoft sandbox cannot start: ${reason}`);
  process.exit(1);
});
