import { countSeen } from "@/db/queries/connection-health";
import { listOpenCopies } from "@/db/queries/copies";
import { days, shift } from "@/lib/domain/time/instant";
import { inTransaction } from "../context";
import { applyChange } from "./apply-change";
import { type Round, RoundOver } from "./round";
import { SeriesBook } from "./series-book";

const AT_ONCE = 30;
const LOOK_BACK_MS = days(30);

/** Without a cursor deletions in the gap are in no listing, so what we still hold is asked for by its id. */
export async function lookAgain(round: Round): Promise<void> {
  const { ctx, connection, provider, access } = round;
  const book = new SeriesBook(provider, access, false);
  const since = shift(ctx.now(), -LOOK_BACK_MS);
  const open = await inTransaction(ctx, (tx) => listOpenCopies(tx, ctx.accountId, connection.id, since));
  for (let from = 0; from < open.length; from += AT_ONCE) {
    const hints = open.slice(from, from + AT_ONCE).map((id) => ({ id, onPrimary: false }));
    await mayGoOn(round);
    for (const change of await provider.lookUp(access, hints)) {
      book.note(change);
      const series = await book.seriesOf(ctx, connection.id, change);
      round.applied.push(
        await inTransaction(ctx, (tx, inner) => applyChange(tx, inner, connection, change, series)),
      );
    }
  }
}

const mayGoOn = ({ ctx, connection, seen }: Round): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    if (!(await countSeen(tx, ctx.accountId, connection.id, seen))) throw new RoundOver();
  });
