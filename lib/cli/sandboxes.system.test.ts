import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { bothProviders, demoHomes, planSandboxes, unconfiguredProviders } from "@/lib/cli/sandboxes";
import { supervise } from "@/lib/cli/supervise";

const plan = { folder: "/data", appUrl: "http://localhost:3000", wanted: bothProviders };
afterEach(() => vi.unstubAllEnvs());

describe("the sandboxes to start", () => {
  it("are those of providers that no setting names", () => {
    for (const name of ["GOOGLE_BASE_URL", "GOOGLE_CLIENT_ID", "MICROSOFT_BASE_URL", "MICROSOFT_CLIENT_ID"])
      vi.stubEnv(name, "");
    expect(unconfiguredProviders()).toEqual(["google", "microsoft"]);
    vi.stubEnv("MICROSOFT_CLIENT_ID", "an app registration");
    expect(unconfiguredProviders()).toEqual(["google"]);
    vi.stubEnv("GOOGLE_BASE_URL", "http://localhost:4000");
    expect(unconfiguredProviders()).toEqual([]);
  });

  it("get different ports, states of their own, and each other's address", async () => {
    vi.stubEnv("SANDBOX_PORT", "3010");
    vi.stubEnv("MICROSOFT_SANDBOX_PORT", "");
    const [google, microsoft] = await planSandboxes(plan);
    expect(google?.environment).toMatchObject({
      SANDBOX_PORT: "3010",
      SANDBOX_STATE: "/data/google-sandbox.json",
      SANDBOX_BACK_URL: plan.appUrl,
    });
    expect(microsoft?.environment.SANDBOX_PORT).not.toBe("3010");
    expect(microsoft?.environment.SANDBOX_NEIGHBOUR).toBe("http://localhost:3010");
    const port = microsoft?.environment.SANDBOX_PORT;
    expect(google?.environment.SANDBOX_NEIGHBOUR).toBe(`http://localhost:${port}`);
  });

  it("agree on where somebody's only calendar is, unless there is but one sandbox", async () => {
    const away = (people: string | undefined) =>
      (JSON.parse(people ?? "[]") as { email: string; elsewhere: boolean }[])
        .filter((person) => person.elsewhere)
        .map((person) => person.email);
    const [google, microsoft] = await planSandboxes({ ...plan, homes: demoHomes });
    expect(away(google?.environment.SANDBOX_PEOPLE).sort()).toEqual([
      "jon@northwind.example",
      "lee@brightside.example",
    ]);
    expect(away(microsoft?.environment.SANDBOX_PEOPLE)).toEqual(["priya@orbit.example"]);
    const [alone] = await planSandboxes({ ...plan, wanted: ["google"], homes: demoHomes });
    expect(away(alone?.environment.SANDBOX_PEOPLE)).toEqual([]);
    expect(alone?.environment).not.toHaveProperty("SANDBOX_NEIGHBOUR");
  });
});

describe("a program beside this one", () => {
  it("says where it is ready, or why it cannot start, in its own last words", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "side-program-"));
    const write = async (name: string, code: string) => {
      await writeFile(path.join(folder, name), code);
      return path.join(folder, name);
    };
    const ready = `process.on("disconnect", () => process.exit(0));
      process.send({ ready: true, origin: "http://localhost:" + process.env.WISHED });`;
    const program = await write("ready.mjs", ready);
    const environment = { WISHED: "4711" };
    expect(await supervise({ name: "probe", program, environment })).toBe("http://localhost:4711");
    const failing = await write("failing.mjs", 'console.error("port 3 is taken"); process.exit(1);');
    await expect(supervise({ name: "probe", program: failing, environment })).rejects.toThrow(
      /^port 3 is taken$/,
    );
    const silent = await write("silent.mjs", "process.exit(1);");
    await expect(supervise({ name: "probe", program: silent, environment })).rejects.toThrow(
      "The probe could not start.",
    );
  });
});
