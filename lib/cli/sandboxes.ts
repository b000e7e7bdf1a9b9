import path from "node:path";
import { demoGuests, demoUsers, type Person } from "@/lib/cli/demo-people";
import { freePort, listenFault } from "@/lib/cli/ports";
import { type SideProgram, supervise } from "@/lib/cli/supervise";

export type SandboxedProvider = "google" | "microsoft";
export type Sandbox = { origin: string; settings: Record<string, string> };
export type Sandboxes = Partial<Record<SandboxedProvider, Sandbox>>;

/** Where the folder and the product are, and which of the demo's people have their calendar at one provider only. */
export type SandboxPlan = {
  folder: string;
  appUrl: string;
  wanted: readonly SandboxedProvider[];
  homes?: Partial<Record<string, SandboxedProvider>>;
};

/** The demo's people with one calendar only, so that an invitation can travel from one provider to the other. */
export const demoHomes: Record<string, SandboxedProvider> = {
  "lee@brightside.example": "microsoft",
  "jon@northwind.example": "microsoft",
  "priya@orbit.example": "google",
};

export const bothProviders: readonly SandboxedProvider[] = ["google", "microsoft"];

const kinds = {
  google: {
    name: "Google sandbox",
    program: "google-sandbox.js",
    stateFile: "google-sandbox.json",
    prefix: "GOOGLE",
    portSetting: "SANDBOX_PORT",
    usualPort: 3009,
    client: { id: "almanac-sandbox-client", secret: "almanac-sandbox-secret" },
    more: {},
  },
  microsoft: {
    name: "Microsoft sandbox",
    program: "microsoft-sandbox.js",
    stateFile: "microsoft-sandbox.json",
    prefix: "MICROSOFT",
    portSetting: "MICROSOFT_SANDBOX_PORT",
    usualPort: 3010,
    client: { id: "0c6f3d52-8a1e-4b7d-9f24-6e5a1d3b7c90", secret: "almanac-sandbox-secret" },
    more: { MICROSOFT_TENANT: "common" },
  },
} as const;

/** The providers whose side is to be played here: those of which no real or other one is named in the settings. */
export function unconfiguredProviders(): SandboxedProvider[] {
  return bothProviders.filter((provider) => {
    const { prefix } = kinds[provider];
    return !process.env[`${prefix}_BASE_URL`]?.trim() && !process.env[`${prefix}_CLIENT_ID`]?.trim();
  });
}

/**
 * Starts the wanted sandboxes as processes of their own, with their state in `folder`, and keeps them running on their
 * ports. Two of them know each other's address, as mail servers do. Answers with where each is and the settings under
 * which the product takes it for the provider.
 */
export async function startSandboxes(plan: SandboxPlan): Promise<Sandboxes> {
  const programs = await planSandboxes(plan);
  const started = programs.map(async ({ provider, ...program }) => {
    const origin = await supervise(program);
    return [provider, { origin, settings: settingsFor(provider, origin) }] as const;
  });
  return Object.fromEntries(await Promise.all(started));
}

/** The programs to start, with their environments. All ports are chosen here: each sandbox has to know the other's. */
export async function planSandboxes(
  plan: SandboxPlan,
): Promise<(SideProgram & { provider: SandboxedProvider })[]> {
  const ports = await choosePorts(plan.wanted);
  return plan.wanted.map((provider) => ({ provider, ...sideProgram(provider, plan, ports) }));
}

/** The settings of all started sandboxes together. */
export function allSettings(sandboxes: Sandboxes): Record<string, string> {
  return { ...sandboxes.google?.settings, ...sandboxes.microsoft?.settings };
}

type Ports = Partial<Record<SandboxedProvider, number>>;

function sideProgram(provider: SandboxedProvider, plan: SandboxPlan, ports: Ports): SideProgram {
  const { name, program, stateFile, client } = kinds[provider];
  const neighbour = provider === "google" ? ports.microsoft : ports.google;
  const homes = neighbour === undefined ? {} : (plan.homes ?? {});
  const people = [...demoUsers, ...demoGuests].map((person) => toSandboxPerson(person, provider, homes));
  const environment = {
    SANDBOX_PORT: String(ports[provider]),
    SANDBOX_STATE: path.join(plan.folder, stateFile),
    SANDBOX_PEOPLE: JSON.stringify(people),
    SANDBOX_CLIENT_ID: client.id,
    SANDBOX_CLIENT_SECRET: client.secret,
    SANDBOX_BACK_URL: plan.appUrl,
    ...(neighbour === undefined ? {} : { SANDBOX_NEIGHBOUR: `http://localhost:${neighbour}` }),
  };
  return { name, program, environment };
}

function toSandboxPerson(
  { email, name, timeZone, role }: Person,
  provider: SandboxedProvider,
  homes: Partial<Record<string, SandboxedProvider>>,
) {
  const home = homes[email];
  const elsewhere = home !== undefined && home !== provider;
  return { email, name, timeZone, role: role === "guest" ? "guest" : "rep", elsewhere };
}

function settingsFor(provider: SandboxedProvider, origin: string): Record<string, string> {
  const { prefix, client, more } = kinds[provider];
  return {
    [`${prefix}_BASE_URL`]: origin,
    [`${prefix}_CLIENT_ID`]: client.id,
    [`${prefix}_CLIENT_SECRET`]: client.secret,
    ...more,
  };
}

async function choosePorts(wanted: readonly SandboxedProvider[]): Promise<Ports> {
  const ports: Ports = {};
  for (const provider of wanted) {
    const { portSetting } = kinds[provider];
    const wished = Number(process.env[portSetting]?.trim() || 0);
    if (wished) ports[provider] = wished;
  }
  for (const provider of wanted) {
    ports[provider] ??= await usualOrFreePort(kinds[provider].usualPort, Object.values(ports));
  }
  return ports;
}

async function usualOrFreePort(usual: number, taken: number[]): Promise<number> {
  if (!taken.includes(usual) && (await listenFault(usual, "127.0.0.1")) === null) return usual;
  const found = await freePort();
  return taken.includes(found) ? await usualOrFreePort(usual, taken) : found;
}
