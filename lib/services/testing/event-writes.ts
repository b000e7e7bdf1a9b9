import type { Desk } from "./desk";

/** What was done to calendars through a provider's API, as the provider itself tells. */
export type ProviderTrace = { writes: string[]; mails: string[] };

/** Calls that write, but to no calendar: sign-in, push channels, questions that are posted, and the envelope of a batch. */
const harmless = [
  /\/token$/,
  /\/revoke$/,
  /\/events\/watch$/,
  /\/channels\/stop$/,
  /\/subscriptions(\/[^/]+)?(\/reauthorize)?$/,
  /\/\$batch$/,
  /^\/batch\/calendar\/v3$/,
  /\/freeBusy$/,
  /\/getSchedule$/,
  /^\/(?:signin|sign-in)\//,
];

type Call = { method: string; path: string };
type Mail = { kind: string; title: string; to: string; cause: string };

/** Every call that may have changed a calendar, and every mail such a call sent, since the sandbox was started. */
export async function traceOf({ act }: Pick<Desk, "act">): Promise<ProviderTrace> {
  const { requests } = (await act("GET", "/requests")).json as { requests: Call[] };
  const { mails } = (await act("GET", "/outbox")).json as { mails: Mail[] };
  const writes = requests.filter(
    ({ method, path }) => method !== "GET" && !harmless.some((pattern) => pattern.test(path)),
  );
  return {
    writes: writes.map(({ method, path }) => `${method} ${path}`),
    mails: mails
      .filter(({ cause }) => cause === "api")
      .map(({ kind, title, to }) => `${kind}: ${title} to ${to}`),
  };
}
