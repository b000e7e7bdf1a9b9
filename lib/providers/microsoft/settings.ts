export type MicrosoftSettings = {
  clientId: string;
  clientSecret: string;
  /** `common`, `organizations`, `consumers`, or a tenant's id or domain. */
  tenant: string;
  apiRoot: string | null;
};

/** Where Graph is, without a slash at the end. With `apiRoot`, one origin stands in for all of Microsoft's hosts. */
export const graphRoot = (settings: MicrosoftSettings): string =>
  new URL(settings.apiRoot ?? "https://graph.microsoft.com").origin;

/** Where people sign in, without a slash at the end. */
export const loginRoot = (settings: MicrosoftSettings): string =>
  new URL(settings.apiRoot ?? "https://login.microsoftonline.com").origin;
