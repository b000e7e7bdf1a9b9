import { fullDay } from "@/components/records/format";
import {
  type CalendarSettings,
  type InstalledIntegration,
  type ProviderName,
  providerWords,
} from "@/lib/domain/calendar/connection";
import type { UserRef } from "@/lib/domain/records/record";
import type { ZoneId } from "@/lib/domain/time/instant";

/** What the Marketplace says about a calendar app. */
export type CalendarApp = {
  provider: ProviderName;
  /** The last part of its address. */
  slug: string;
  name: string;
  letter: string;
  color: string;
  summary: string;
  about: string;
  permissions: readonly string[];
  reminder: string | null;
};

const about =
  "Schedule from a contact, company, deal or ticket and the event goes on your calendar with its invitations. " +
  "Make, move or cancel an event with a contact in your calendar and their timeline follows within seconds.";

const apps: Record<ProviderName, CalendarApp> = {
  google: {
    provider: "google",
    slug: "google-calendar",
    name: providerWords.google.app,
    letter: "G",
    color: "bg-[#1f5fbf]",
    summary: "Meetings on timelines, invitations from records, both ways, within seconds.",
    about,
    permissions: [
      "See the events of your primary calendar, to put meetings with your contacts on their timelines",
      "Make and change events you schedule here, and send their invitations",
      "See your email address, to name the connected calendar",
    ],
    reminder: null,
  },
  microsoft: {
    provider: "microsoft",
    slug: "outlook-calendar",
    name: providerWords.microsoft.app,
    letter: "O",
    color: "bg-[#0f6cbd]",
    summary: "The same for Microsoft 365 and Outlook.com.",
    about,
    permissions: [
      "Read and write the events of your default calendar",
      "Read your profile and email address, to name the connected calendar",
      "Keep the access until you disconnect",
    ],
    reminder:
      "Make sure that you are signed in to Outlook with the account whose calendar you want to connect.",
  },
};

export const calendarApps: readonly CalendarApp[] = [apps.google, apps.microsoft];

/** The app that connects a provider. */
export const appOf = (provider: ProviderName): CalendarApp => apps[provider];

/** The app at `/marketplace/<slug>`; null when there is none. */
export const appAt = (slug: string): CalendarApp | null =>
  calendarApps.find((app) => app.slug === slug) ?? null;

/** The apps whose words answer a search, in any order of the words typed. */
export function appsMatching(q: string): CalendarApp[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return calendarApps.filter((app) => {
    const text = `${app.name} ${providerWords[app.provider].maker} ${app.summary} calendar`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Whether "Connect app" can be pressed for an app, and if not, why and what to do (RULES C1, C4). */
export type Installability =
  | { may: true }
  | { may: false; reason: string; installed: boolean; way?: { href: string; label: string } };

export function installability(provider: ProviderName, settings: CalendarSettings): Installability {
  const { installed, configured, mayInstall, admins } = settings;
  if (installed?.provider === provider) return { may: false, installed: true, reason: "It is installed." };
  if (!configured[provider]) {
    const reason = `${appOf(provider).name} is not available on this server yet.`;
    return { may: false, installed: false, reason };
  }
  if (installed) {
    const other = appOf(installed.provider);
    const first = mayInstall ? `Uninstall ${other.name} first.` : `To change it, ask ${namesOf(admins)}.`;
    return {
      may: false,
      installed: false,
      reason: `${other.name} is installed, and an account has one calendar app. ${first}`,
      way: { href: `/marketplace/${other.slug}`, label: `Go to ${other.name}` },
    };
  }
  if (!mayInstall) {
    return {
      may: false,
      installed: false,
      reason: `Only an administrator can install apps. Ask ${namesOf(admins)}.`,
    };
  }
  return { may: true };
}

/** Who can be asked: "Mei Kowalska, Jonas Berg", or words for nobody in particular. */
export const namesOf = (people: readonly UserRef[]): string =>
  people.map(({ name }) => name).join(", ") || "an administrator";

/** Who installed the account's app and when, for everyone to see: "Installed by Mei Kowalska on 3 Nov 2026". */
export const installedWords = ({ installedBy, installedAt }: InstalledIntegration, zone: ZoneId): string =>
  `Installed ${installedBy ? `by ${installedBy.name} ` : ""}on ${fullDay(installedAt, zone)}`;
