import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { z } from "zod";
import { inAccount, openDatabase, type Tx } from "@/db/client";
import { insertPipelines } from "@/db/queries/pipelines";
import { violates } from "@/db/queries/violations";
import { accountDomains, accounts, users } from "@/db/schema/accounts";
import { openDatabase as findDatabase, migrateDatabase, openDataFolder } from "@/lib/cli/database";
import { shutdown } from "@/lib/cli/shutdown";
import { StartError } from "@/lib/cli/start-error";
import { now } from "@/lib/clock";
import { newId } from "@/lib/crypto";
import { roles } from "@/lib/domain/accounts/user";
import { defaultPipelines } from "@/lib/domain/records/default-pipelines";
import { address } from "@/lib/domain/records/inputs";
import { zoneSchema } from "@/lib/domain/time/slot";
import { hashPassword } from "@/lib/services/accounts/passwords";

const usage =
  "npm run person -- --company Acme --domain acme.com --name 'Mia Berg' --email mia@acme.com [--role admin|member|viewer] [--zone Europe/Berlin] [--invite]";

const wanted = z.object({
  company: z.string().trim().min(1),
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[^\s@]+\.[^\s@]+$/),
  name: z.string().trim().min(1),
  email: address,
  role: z.enum(roles).default("admin"),
  zone: zoneSchema.default("UTC"),
  invite: z.boolean().default(false),
});
type Wanted = z.infer<typeof wanted>;

/**
 * Adds a person who may sign in; the first one of a domain brings the account with it. The password comes from standard
 * input, so that it stands in no list of processes. Invited people get none: they come in with Google or Microsoft.
 */
export async function runPerson(): Promise<void> {
  const input = readArguments();
  const folder = process.env.DATABASE_URL?.trim() ? null : await openDataFolder();
  const url = await findDatabase(folder);
  await migrateDatabase(url);
  const passwordHash = input.invite ? null : await hashPassword(await readPassword());
  const accountId = (await accountOf(url, input.domain)) ?? newId();
  const db = openDatabase(url, { max: 1 });
  try {
    await inAccount(db, accountId, async (tx) => {
      await ensureAccount(tx, accountId, input);
      await insertPerson(tx, accountId, input, passwordHash);
    });
  } catch (error) {
    if (violates(error, "users_email")) throw new StartError(`${input.email} is in this account already.`);
    throw error;
  } finally {
    await db.$client.end({ timeout: 2 });
  }
  const way = input.invite ? " with Google or Microsoft" : "";
  process.stdout.write(`${input.email} may sign in${way} as ${input.role} of ${input.company}.\n`);
  await shutdown(0);
}

function readArguments(): Wanted {
  const text = { type: "string" } as const;
  const invite = { type: "boolean" } as const;
  const options = { company: text, domain: text, name: text, email: text, role: text, zone: text, invite };
  const { values } = parseArgs({ args: process.argv.slice(3), options, strict: false });
  const parsed = wanted.safeParse(values);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => `--${issue.path.join(".")}`))];
  throw new StartError(`Check ${names.join(", ")}. Usage: ${usage}`);
}

async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stdout.write("Password (12 characters or more): ");
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    if (line.length >= 12) return line;
    break;
  }
  throw new StartError("The password needs 12 characters or more, on standard input.");
}

/** The owner of the database sees every account; the product itself never does. */
async function accountOf(url: string, domain: string): Promise<string | null> {
  const owner = postgres(url, { max: 1 });
  const [row] = await owner<
    { account_id: string }[]
  >`select account_id from account_domains where domain = ${domain} limit 1`;
  await owner.end();
  return row?.account_id ?? null;
}

async function ensureAccount(tx: Tx, accountId: string, input: Wanted): Promise<void> {
  const made = await tx
    .insert(accounts)
    .values({ accountId, name: input.company, timeZone: input.zone, createdAt: now() })
    .onConflictDoNothing()
    .returning({ accountId: accounts.accountId });
  if (made.length === 0) return;
  await tx.insert(accountDomains).values({ accountId, domain: input.domain, kind: "main" });
  await insertPipelines(
    tx,
    accountId,
    defaultPipelines(() => newId()),
  );
}

async function insertPerson(
  tx: Tx,
  accountId: string,
  input: Wanted,
  passwordHash: string | null,
): Promise<void> {
  const { name, email, role, zone } = input;
  await tx
    .insert(users)
    .values({ accountId, id: newId(), name, email, role, timeZone: zone, passwordHash, createdAt: now() });
}
