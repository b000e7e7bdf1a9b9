import type { PlainDate } from "../time/instant";
import type { RecordKind, Stage } from "./record";

/** What is needed to tell a record from its namesakes in one line. */
export type LinkFacts = {
  kind: RecordKind;
  email: string | null;
  domain: string | null;
  employees: number | null;
  amount: number | null;
  closeDate: PlainDate | null;
  priority: string | null;
  stage: Pick<Stage, "name" | "closed"> | null;
};

/**
 * One short line under a record's name: "northwind.example · 240 people", "€84,000 · Contract sent · closes 15 Dec",
 * "Waiting on us · High". Null when there is nothing to say. The year stands there when it is not that of `today`.
 */
export function detailLine(facts: LinkFacts, view: { currency: string; today: PlainDate }): string | null {
  const parts = partsOf(facts, view).filter((part) => part !== null);
  return parts.length > 0 ? parts.join(" · ") : null;
}

function partsOf(facts: LinkFacts, view: { currency: string; today: PlainDate }): (string | null)[] {
  switch (facts.kind) {
    case "contact":
      return [facts.email];
    case "company":
      return [facts.domain, peopleWords(facts.employees)];
    case "deal":
      return [amountWords(facts.amount, view.currency), facts.stage?.name ?? null, closingWords(facts, view)];
    case "ticket":
      return [facts.stage?.name ?? null, facts.priority];
  }
}

function peopleWords(employees: number | null): string | null {
  if (employees === null) return null;
  return employees === 1 ? "1 person" : `${employees.toLocaleString("en-GB")} people`;
}

function amountWords(amount: number | null, currency: string): string | null {
  if (amount === null) return null;
  const digits = Number.isInteger(amount) ? 0 : 2;
  const options = {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  };
  return amount.toLocaleString("en-GB", options as Intl.NumberFormatOptions);
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function closingWords({ closeDate, stage }: LinkFacts, { today }: { today: PlainDate }): string | null {
  if (closeDate === null) return null;
  const [year, month, day] = closeDate.split("-").map(Number);
  const words = `${day} ${months[(month ?? 1) - 1]}${closeDate.slice(0, 4) === today.slice(0, 4) ? "" : ` ${year}`}`;
  return `${stage?.closed ? "closed" : "closes"} ${words}`;
}
