import { findContactChoices } from "@/db/queries/people";
import { listActiveUsers } from "@/db/queries/users";
import type { PersonChoice } from "@/lib/domain/meetings/inputs";
import { foldText, searchWords } from "@/lib/domain/records/search-text";
import { type Ctx, inTransaction } from "@/lib/services/context";

const MAX_PEOPLE = 20;
const MAX_COLLEAGUES = 8;

/** At most twenty people to invite: colleagues who match, then contacts. Someone who is both is a colleague (RULES I3). */
export async function searchPeople(ctx: Ctx, q: string): Promise<PersonChoice[]> {
  return inTransaction(ctx, async (tx) => {
    const [users, contacts] = await Promise.all([
      listActiveUsers(tx, ctx.accountId),
      findContactChoices(tx, ctx.accountId, q, MAX_PEOPLE),
    ]);
    const words = searchWords(q);
    const colleagues = users
      .filter(({ name, email }) => words.every((word) => foldText(`${name} ${email}`).includes(word)))
      .slice(0, MAX_COLLEAGUES)
      .map(({ id, name, email, timeZone }) => ({
        email,
        name,
        detail: "Teammate",
        contactId: null,
        userId: id,
        timeZone,
      }));
    const known = new Set(users.map(({ email }) => email));
    const outside = contacts.filter(({ email }) => !known.has(email));
    return [...colleagues, ...outside].slice(0, MAX_PEOPLE);
  });
}
