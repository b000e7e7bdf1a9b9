"use client";

import { createContext, type ReactNode, use } from "react";
import type { SessionUser } from "@/lib/domain/accounts/user";
import type { Pipeline, UserRef } from "@/lib/domain/records/record";

/** What forms and cells need to know about the account: its people, pipelines and currency, and who is looking. */
export type Choices = { users: UserRef[]; pipelines: Pipeline[]; currency: string; me: SessionUser };

const ChoicesContext = createContext<Choices | null>(null);

export function ChoicesProvider({ choices, children }: { choices: Choices; children: ReactNode }) {
  return <ChoicesContext value={choices}>{children}</ChoicesContext>;
}

/** The account's choices. Throws outside the signed-in pages, where there are none. */
export function useChoices(): Choices {
  const choices = use(ChoicesContext);
  if (!choices) throw new Error("useChoices needs a ChoicesProvider around it");
  return choices;
}
