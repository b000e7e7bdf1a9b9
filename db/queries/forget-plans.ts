import { sql } from "drizzle-orm";
import type { Tx } from "../client";

/** So many rows are worth planning anew for, which takes a millisecond or two. */
const MANY = 100;

/**
 * Before many rows are written. A session keeps the plan of each foreign key's check, and one made while a table was all but
 * empty may go by the account alone: as the table grows, every row then reads through all rows of the account.
 */
export async function forgetPlans(tx: Tx, rows: number): Promise<void> {
  if (rows >= MANY) await tx.execute(sql`discard plans`);
}
