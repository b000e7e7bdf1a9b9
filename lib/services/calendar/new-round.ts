import type { Connection } from "@/db/queries/connections";
import type { Access, CalendarProvider } from "@/lib/domain/calendar/provider";
import type { Ctx } from "../context";
import { lookUp } from "./look-up";
import type { Round } from "./round";
import { SeriesBook } from "./series-book";

/** A round before its first page. Series are looked up the way everything else is. */
export function newRound(
  ctx: Ctx,
  connection: Connection,
  provider: CalendarProvider,
  access: Access,
): Round {
  const round: Round = {
    ctx,
    connection,
    provider,
    access,
    book: new SeriesBook(
      { lookUp: (_access, hints) => lookUp(round, hints) },
      access,
      connection.cursor === null,
    ),
    applied: [],
    seen: 0,
    settled: new Set(),
    unfound: new Set(),
    unreadable: new Set(),
    vanished: new Map(),
    spent: { reading: 0, applying: 0 },
    newestChangeAt: null,
  };
  return round;
}
