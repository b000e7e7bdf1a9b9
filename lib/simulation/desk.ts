import type { ProviderName } from "@/lib/domain/calendar/connection";
import * as google from "@/lib/sandbox/google/testing/sandbox";
import * as microsoft from "@/lib/sandbox/microsoft/testing/sandbox";

/** A provider as the people use it: its calendar pages, its consent pages and its faults. */
export type Desk = {
  provider: ProviderName;
  origin: string;
  /** The control routes below `/sandbox`. */
  act(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }>;
  /** Allows the app; the address the browser ends at. */
  consent(url: string, account: string): Promise<URL>;
};

export const googleDesk = (origin: string): Desk => ({
  provider: "google",
  origin,
  act: (method, path, body) => google.control(origin, method, path, body),
  consent: (url, account) => google.walkThroughConsent(url, { account }),
});

export const microsoftDesk = (origin: string): Desk => ({
  provider: "microsoft",
  origin,
  act: (method, path, body) => microsoft.control(origin, method, path, body),
  consent: (url, account) => microsoft.walkThroughConsent(url, { account, decision: "accept" }),
});
