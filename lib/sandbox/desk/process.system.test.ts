import { spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

describe.each([
  ["Google sandbox", "lib/sandbox/google/main.ts"],
  ["Microsoft sandbox", "lib/sandbox/microsoft/main.ts"],
])("the process of the %s", (name, entry) => {
  it("starts from its settings, says so, and leaves when told or when the port is taken", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "sandbox-"));
    const outfile = path.join(folder, "sandbox.mjs");
    await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm" });
    const person = { email: "mia@acme.test", name: "Mia", timeZone: "UTC", role: "rep" };
    const away = { ...person, email: "lee@client.test", name: "Lee", elsewhere: true };
    const launch = (port: number) => {
      const settings = {
        SANDBOX_PORT: String(port),
        SANDBOX_STATE: path.join(folder, "state.json"),
        SANDBOX_PEOPLE: JSON.stringify([person, away]),
        SANDBOX_CLIENT_ID: "id",
        SANDBOX_CLIENT_SECRET: "secret",
        SANDBOX_NEIGHBOUR: "http://localhost:4711",
      };
      const env = { ...process.env, ...settings };
      return spawn(process.execPath, [outfile], { env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
    };
    const child = launch(0);
    const ready = await new Promise<{ ready: boolean; origin: string }>((resolve) =>
      child.once("message", (message) => resolve(message as { ready: boolean; origin: string })),
    );
    expect(ready.ready).toBe(true);
    expect((await fetch(`${ready.origin}/calendar`)).status).toBe(200);
    const page = await (await fetch(`${ready.origin}/calendar?as=${away.email}`)).text();
    expect(page).toContain("http://localhost:4711/calendar?as=");
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.disconnect();
    expect(await ended).toBe(0);
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
    const second = launch((holder.address() as AddressInfo).port);
    let complaint = "";
    second.stderr?.on("data", (chunk) => {
      complaint += chunk;
    });
    expect(await new Promise((resolve) => second.once("close", resolve))).toBe(1);
    expect(complaint.trim()).toMatch(new RegExp(`^${name} cannot start: port \\d+ is already in use$`));
    holder.close();
  });
});
