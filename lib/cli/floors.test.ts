import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const isSource = (file: string): boolean => /\.(ts|tsx)$/.test(file) && !file.endsWith(".d.ts");
const isTest = (file: string): boolean =>
  /(\.test\.ts|\.testing\.ts|\/testing\/|providers\/contract\.ts)/.test(file);

/** Which floor a file is on; the README's map of the floors in code. */
const floors: [prefix: string, floor: string][] = [
  ["lib/domain/", "domain"],
  ["lib/providers/", "providers"],
  ["lib/services/", "services"],
  ["lib/actions/", "doors"],
  ["lib/auth/", "doors"],
  ["lib/http/", "doors"],
  ["lib/jobs/", "doors"],
  ["lib/live/", "doors"],
  ["lib/queries/", "view"],
  ["components/", "view"],
  ["app/", "roof"],
  ["db/", "storage"],
  ["lib/cli/", "launcher"],
  ["lib/sandbox/", "sandbox"],
  ["lib/simulation/", "launcher"],
  ["e2e/", "journeys"],
  ["lib/", "ground"],
];

const mayImport: Record<string, string[]> = {
  domain: ["domain"],
  ground: ["domain", "ground"],
  storage: ["storage", "domain", "ground"],
  providers: ["providers", "domain", "ground"],
  services: ["services", "domain", "ground", "storage"],
  doors: ["doors", "services", "domain", "ground"],
  view: ["view", "domain", "doors"],
  roof: ["roof", "view", "doors", "services", "domain"],
  sandbox: ["sandbox"],
};

// One file joins the floors: it alone knows which providers there are.
const joints = new Set(["lib/services/wiring.ts -> lib/providers/registry.ts"]);

const files = walk(root);
const existing = new Set(files);
const graph = new Map(files.map((file) => [file, importsOf(file)]));

describe("the house", () => {
  it("imports downwards only, also through relative paths", () => {
    const climbing = files.filter((file) => !isTest(file)).flatMap((file) => wrongImports(file));
    expect(climbing).toEqual([]);
  });

  it("lets views call doors only through server actions", () => {
    const views = files.filter((file) => floorOf(file) === "view");
    const other = views.flatMap((file) => (graph.get(file) ?? []).filter((to) => floorOf(to) === "doors"));
    expect(other.filter((to) => !to.startsWith("lib/actions/"))).toEqual([]);
  });

  it("has no import cycle", () => {
    expect(findCycle()).toEqual([]);
  });

  it("keeps files under 200 lines, tests under 300", () => {
    const long = files.filter((file) => {
      const lines = readFileSync(path.join(root, file), "utf8").split("\n").length - 1;
      return lines > (isTest(file) || file.startsWith("e2e/") ? 300 : 200);
    });
    expect(long).toEqual([]);
  });
});

function wrongImports(file: string): string[] {
  const allowed = mayImport[floorOf(file)];
  if (!allowed) return [];
  const targets = (graph.get(file) ?? []).filter((to) => !allowed.includes(floorOf(to)));
  return targets.map((to) => `${file} -> ${to}`).filter((edge) => !joints.has(edge));
}

function findCycle(): string[] {
  const done = new Set<string>();
  const visit = (file: string, trail: string[]): string[] => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next, [...trail, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  for (const file of files) {
    const cycle = visit(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

function floorOf(file: string): string {
  return floors.find(([prefix]) => file.startsWith(prefix))?.[1] ?? "top";
}

function importsOf(file: string): string[] {
  const source = readFileSync(path.join(root, file), "utf8");
  const specifiers = [...source.matchAll(/^(?:import|export)\b[^;]*?from\s+"([^"]+)"/gm)].map(
    ([, name]) => name ?? "",
  );
  return specifiers.map((name) => resolve(file, name)).filter((target) => target !== null);
}

function resolve(file: string, name: string): string | null {
  if (!name.startsWith(".") && !name.startsWith("@/")) return null;
  const base = name.startsWith("@/") ? name.slice(2) : path.posix.join(path.posix.dirname(file), name);
  return (
    [base, `${base}.ts`, `${base}.tsx`].find((candidate) => isSource(candidate) && existing.has(candidate)) ??
    null
  );
}

function walk(from: string): string[] {
  const tops = ["app", "components", "lib", "db", "e2e"];
  const found = tops.flatMap((top) =>
    readdirSync(path.join(from, top), { recursive: true, encoding: "utf8" }).map((name) =>
      path.posix.join(top, name),
    ),
  );
  return found.filter((file) => isSource(file) && statSync(path.join(from, file)).isFile());
}
