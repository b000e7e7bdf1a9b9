import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/lib/cli/embedded-postgres";
import { StartError } from "@/lib/cli/start-error";

let home: string;
let dataDir: string;
let running: EmbeddedPostgres | undefined;

async function start(folder = dataDir): Promise<EmbeddedPostgres> {
  running = await startEmbeddedPostgres({ dataDir: folder });
  return running;
}

async function query<T extends object>(url: string, text: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return [...(await sql.unsafe<T[]>(text))];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), "almanac-embedded-"));
  await chmod(home, 0o711);
  dataDir = path.join(home, "data", "postgres");
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

describe("the built-in PostgreSQL", () => {
  it("keeps what was written over a restart, in UTF-8, and listens on this machine only", async () => {
    const first = await start();
    await query(first.url, "create table word (text text); insert into word values ('Zoë 陳')");
    await first.stop();
    const again = await start();
    expect(again.adopted).toBe(false);
    expect(await query(again.url, "select lower(text) as text from word")).toEqual([{ text: "zoë 陳" }]);
    expect(await query(again.url, "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
    expect(await query(again.url, "show fsync")).toEqual([{ fsync: "on" }]);
  });

  it("needs the password", async () => {
    const server = await start();
    const wrong = new URL(server.url);
    wrong.password = "guess";
    await expect(query(wrong.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
  });

  it("takes over a server whose launcher was killed", async () => {
    const orphan = await start();
    const heir = await start();
    expect(heir).toMatchObject({ adopted: true, pid: orphan.pid, port: orphan.port });
    await heir.stop();
    await expect(query(orphan.url, "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("recovers at once after the server itself was killed", async () => {
    const killed = await start();
    await query(killed.url, "create table kept (n int); insert into kept values (1)");
    process.kill(killed.pid, "SIGKILL");
    const recovered = await start();
    expect(recovered.pid).not.toBe(killed.pid);
    expect(await query(recovered.url, "select n from kept")).toEqual([{ n: 1 }]);
  });

  it("starts over when making the folder was interrupted", async () => {
    const folder = path.join(home, "interrupted", "postgres");
    await mkdir(`${folder}.new/base`, { recursive: true });
    await chmod(path.dirname(folder), 0o711);
    const server = await start(folder);
    expect(await query(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(await readdir(path.dirname(folder))).not.toContain("postgres.new");
  });
});

describe("a folder it cannot use", () => {
  async function refusal(folder: string): Promise<string> {
    const error = await startEmbeddedPostgres({ dataDir: folder }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StartError);
    const message = error instanceof Error ? error.message : "";
    expect(message).not.toContain("\n");
    expect(message).toContain(folder);
    return message;
  }

  it("is named when something else is in it, and left alone", async () => {
    const folder = path.join(home, "strange", "postgres");
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, "holiday.jpg"), "not a database");
    expect(await refusal(folder)).toMatch(/PG_VERSION is missing.*restore it from a backup/);
    expect(await readFile(path.join(folder, "holiday.jpg"), "utf8")).toBe("not a database");
  });

  it("is named when it is a file", async () => {
    const folder = path.join(home, "file");
    await writeFile(folder, "");
    expect(await refusal(folder)).toMatch(/is a file/);
  });

  it("is named when another PostgreSQL made it", async () => {
    const folder = path.join(home, "older", "postgres");
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, "PG_VERSION"), "15\n");
    expect(await refusal(folder)).toMatch(/PostgreSQL 15's and this is 18/);
  });

  it("is named when its content is damaged", async () => {
    const folder = path.join(home, "damaged", "postgres");
    await (await start(folder)).stop();
    running = undefined;
    await rm(path.join(folder, "global", "pg_control"));
    expect(await refusal(folder)).toMatch(/^PostgreSQL could not start: .*restore it from a backup/);
  });
});
