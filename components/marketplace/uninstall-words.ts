import { type ProviderName, providerWords, type UninstallEffects } from "@/lib/domain/calendar/connection";

const NAMED = 5;

/** What an uninstall will do, one sentence each, with the numbers of this moment (RULES C6). Null numbers: nobody counted. */
export function uninstallWords(provider: ProviderName, effects: UninstallEffects | null): string[] {
  const { maker } = providerWords[provider];
  return [
    ...(effects ? countedWords(effects, maker) : []),
    `What changes at ${maker} no longer reaches timelines, and meetings scheduled here are logged only.`,
    "Every event stays in its calendar, and nobody gets mail.",
  ];
}

function countedWords(effects: UninstallEffects, maker: string): string[] {
  const { people, pendingInvitations, pendingTimeOff, meetings } = effects;
  const names = listed(people.map(({ name }) => name));
  return [
    people.length === 0
      ? "Nobody's calendar is connected."
      : `${names} ${people.length === 1 ? "is" : "are"} disconnected, and the access at ${maker} is forgotten.`,
    ...(pendingInvitations === 0 ? [] : [pendingWords(pendingInvitations)]),
    ...(pendingTimeOff === 0 ? [] : [timeOffWords(pendingTimeOff)]),
    meetings === 0
      ? "No meeting has come from a calendar yet."
      : `${meetings.toLocaleString("en-GB")} ${meetings === 1 ? "meeting stays" : "meetings stay"} on timelines.`,
  ];
}

const pendingWords = (n: number): string =>
  n === 1
    ? "1 invitation that is still waiting will never go out."
    : `${n.toLocaleString("en-GB")} invitations that are still waiting will never go out.`;

const timeOffWords = (n: number): string =>
  n === 1
    ? "1 change of time off that is still waiting will never reach its calendar."
    : `${n.toLocaleString("en-GB")} changes of time off that are still waiting will never reach their calendars.`;

function listed(names: readonly string[]): string {
  const shown = names.length > NAMED + 1 ? names.slice(0, NAMED) : names;
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  const last = all.at(-1) ?? "";
  return all.length < 2 ? last : `${all.slice(0, -1).join(", ")} and ${last}`;
}
