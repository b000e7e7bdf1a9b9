import type { Instant } from "../time/instant";
import type { ProviderName } from "./connection";
import type { LossView } from "./sweep";

/** What waits for its person's word. `asOf` changes whenever something is added. */
export type SweepView = {
  provider: ProviderName;
  email: string;
  asOf: Instant;
  /** Meetings the calendar carried when it was looked through. */
  checked: number;
  /** They are being looked up once more. */
  checking: boolean;
  losses: LossView[];
};
