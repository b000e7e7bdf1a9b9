import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { claimDataFolder, ownSecret } from "@/lib/cli/data-folder";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "almanac-claim-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** What the kernel says of when a process started, as a claim records it. */
async function startedOf(pid: number): Promise<string | undefined> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8");
  return status.replace(/^.*\) /s, "").split(" ")[19];
}

it("is refused while another process has it, naming that process, and free again after", async () => {
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const started = await startedOf(other.pid ?? 0);
  await writeFile(path.join(folder, "almanac.lock"), JSON.stringify({ pid: other.pid, started }));
  await expect(claimDataFolder(folder)).rejects.toThrow(
    `already running on ${folder} (process ${other.pid})`,
  );
  const exited = once(other, "exit");
  other.kill("SIGKILL");
  await exited;
  await expect(claimDataFolder(folder)).resolves.toMatchObject({ path: folder });
});

it("is taken over when the number in the claim now belongs to another program", async () => {
  await writeFile(path.join(folder, "almanac.lock"), JSON.stringify({ pid: 1, started: "not then" }));
  await expect(claimDataFolder(folder)).resolves.toMatchObject({ path: folder });
});

it("keeps one secret, readable by its owner only", async () => {
  const secret = await ownSecret(folder);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(await ownSecret(folder)).toBe(secret);
  expect((await stat(path.join(folder, "app-secret"))).mode & 0o777).toBe(0o600);
});
