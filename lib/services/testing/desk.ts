import { inject } from "vitest";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { SandboxPerson } from "@/lib/sandbox/google/people";
import { startGoogleSandbox } from "@/lib/sandbox/google/server";
import * as google from "@/lib/sandbox/google/testing/sandbox";
import { instanceId } from "@/lib/sandbox/microsoft/item-id";
import { startMicrosoftSandbox } from "@/lib/sandbox/microsoft/server";
import * as microsoft from "@/lib/sandbox/microsoft/testing/sandbox";

declare module "vitest" {
  interface ProvidedContext {
    calendarProvider: ProviderName;
  }
}

/** What people do by hand at a provider, the same for both: the suites of the services run once with each. */
export type Desk = {
  provider: ProviderName;
  app: string;
  origin: string;
  /** Walks through consent and answers with the address the browser ends at. */
  walk(url: string, choice: Choice): Promise<URL>;
  /** The control API below `/sandbox`. */
  act(method: string, path: string, body?: unknown): Promise<{ status: number; json: Answer }>;
  /** The id under which the event of `ownerEmail` stands in another person's calendar. */
  copyOf(email: string, ownerEmail: string, eventId: string): Promise<string>;
  /** The id of the occurrence of a UTC series that starts then (RFC 3339, UTC). */
  slotOf(seriesId: string, start: string): string;
};

export type Choice = { account: string; untick?: string[]; decision?: "allow" | "cancel" };
type Act = Desk["act"];
// biome-ignore lint/suspicious/noExplicitAny: what a sandbox's control API answers is looked at by each test itself.
type Answer = any;

/** The provider this run of the suites is about. */
export const providerUnderTest = (): ProviderName => inject("calendarProvider");

/**
 * Both sandboxes on free ports, and the settings under which the product takes them for the real providers. `more` are
 * people who have a calendar there besides Mia, Bob and Lee.
 */
export async function startDesks(more: readonly SandboxPerson[] = []) {
  const people = [...google.PEOPLE, ...more];
  const [there, other] = await Promise.all([
    startGoogleSandbox({ port: 0, people, ...google.CLIENT }),
    startMicrosoftSandbox({ port: 0, people, ...microsoft.CLIENT }),
  ]);
  const desks: Record<ProviderName, Desk> = {
    google: googleDesk(there.origin),
    microsoft: microsoftDesk(other.origin),
  };
  return {
    desks,
    settings: {
      GOOGLE_BASE_URL: there.origin,
      GOOGLE_CLIENT_ID: google.CLIENT.clientId,
      GOOGLE_CLIENT_SECRET: google.CLIENT.clientSecret,
      MICROSOFT_BASE_URL: other.origin,
      MICROSOFT_CLIENT_ID: microsoft.CLIENT.clientId,
      MICROSOFT_CLIENT_SECRET: microsoft.CLIENT.clientSecret,
    },
    async close() {
      await Promise.all([there.close(), other.close()]);
    },
  };
}

function googleDesk(origin: string): Desk {
  return {
    provider: "google",
    app: "Google Calendar",
    origin,
    walk: (url, choice) => google.walkThroughConsent(url, choice),
    act: (method, path, body) => google.control(origin, method, path, body),
    copyOf: async (_email, _owner, eventId) => eventId,
    slotOf: (seriesId, start) => `${seriesId}_${start.replace(/[-:]|\.000/g, "")}`,
  };
}

function microsoftDesk(origin: string): Desk {
  const act: Act = (method, path, body) => microsoft.control(origin, method, path, body);
  return {
    provider: "microsoft",
    app: "Outlook Calendar",
    origin,
    walk: (url, { account, decision }) =>
      microsoft.walkThroughConsent(url, { account, decision: decision === "cancel" ? "cancel" : "accept" }),
    act,
    copyOf: (email, owner, eventId) => outlookCopy(act, email, owner, eventId),
    slotOf: (seriesId, start) => instanceId(seriesId, start.slice(0, 10)),
  };
}

type Listed = { id: string; iCalUID: string; recurringEventId?: string };

/** Copies share the UID alone; an occurrence without a row of its own has an id made from its series'. */
async function outlookCopy(act: Act, email: string, owner: string, eventId: string): Promise<string> {
  const of = async (person: string): Promise<Listed[]> =>
    (await act("GET", `/people/${person}/events`)).json.items;
  const own = await of(owner);
  const theirs = await of(email);
  const series = own.find((event) => instanceDay(event.id, eventId) !== null);
  const wanted = own.find((event) => event.id === (series?.id ?? eventId));
  const copy = theirs.find((event) => event.iCalUID === wanted?.iCalUID && !event.recurringEventId);
  if (!copy) return eventId;
  const day = series && instanceDay(series.id, eventId);
  return day ? instanceId(copy.id, day) : copy.id;
}

/** The day of an occurrence of this very series; null for every other id. */
function instanceDay(seriesId: string, id: string): string | null {
  const text = Buffer.from(id.slice(8, -1), "base64url").toString("utf8");
  return text.startsWith(`${seriesId}~`) ? text.slice(seriesId.length + 1) : null;
}
