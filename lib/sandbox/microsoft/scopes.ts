const PREFIX = "https://graph.microsoft.com/";

/** What a Graph call needs of a token. */
export type Access = "user" | "read" | "write" | "settings" | "any";

type Rule = { access: Access[]; label: string; isBasic?: boolean };

const GRAPH: Record<string, Rule> = {
  "User.Read": { access: ["user"], label: "Sign you in and read your profile" },
  "Calendars.ReadBasic": { access: ["read"], label: "Read basic details of your calendars", isBasic: true },
  "Calendars.Read": { access: ["read"], label: "Read your calendars" },
  "Calendars.ReadWrite": { access: ["read", "write"], label: "Have full access to your calendars" },
  "Calendars.Read.Shared": { access: ["read"], label: "Read calendars you can access" },
  "MailboxSettings.Read": { access: ["settings"], label: "Read your mailbox settings" },
};

const IDENTITY: Record<string, string | undefined> = {
  openid: undefined,
  profile: "View your basic profile",
  email: "View your email address",
  offline_access: "Maintain access to data you have given it access to",
};

/** The short form of a scope, or undefined when the sandbox has never heard of it. Case does not matter. */
export function canonicalScope(scope: string): string | undefined {
  const short = scope.toLowerCase().startsWith(PREFIX) ? scope.slice(PREFIX.length) : scope;
  const names = [...Object.keys(IDENTITY), ...Object.keys(GRAPH)];
  return names.find((name) => name.toLowerCase() === short.toLowerCase());
}

/** The lines of the consent page. */
export function consentLabels(scopes: string[]): string[] {
  return scopes.flatMap((scope) => GRAPH[scope]?.label ?? IDENTITY[scope] ?? []);
}

/** Whether a scope reaches into a mailbox: tenants may keep that consent for administrators. */
export function reachesMailbox(scope: string): boolean {
  return scope.startsWith("Calendars.") || scope.startsWith("MailboxSettings.");
}

/** Whether a token with these scopes may make a call of this kind. */
export function grantsAccess(scopes: string[], access: Access): boolean {
  return access === "any" || scopes.some((scope) => GRAPH[scope]?.access.includes(access));
}

/** Whether texts stay hidden: nothing better than `Calendars.ReadBasic` was granted. */
export function seesBasicsOnly(scopes: string[]): boolean {
  return !scopes.some((scope) => GRAPH[scope]?.access.includes("read") && !GRAPH[scope]?.isBasic);
}

/** Granted scopes as a token answer spells them: never `offline_access`, short or full (providers 1.2). */
export function scopesToWire(scopes: string[], form: "short" | "full"): string {
  const shown = scopes.filter((scope) => scope !== "offline_access");
  return shown.map((scope) => (form === "full" && GRAPH[scope] ? `${PREFIX}${scope}` : scope)).join(" ");
}
