declare const written: unique symbol;

/** Proof that a write to a calendar stands in the ledger. Only the query that writes it down makes one (RULES O6). */
export type LedgerLine = { readonly id: string; readonly [written]: true };
