import { listBusyMeetings } from "@/db/queries/busy-meetings";
import { type Connection, listConnections } from "@/db/queries/connections";
import { listActiveUsers } from "@/db/queries/users";
import type { BusyBlock, PersonDay } from "@/lib/domain/availability/busy";
import { type AvailabilityAsk, MAX_COLUMNS } from "@/lib/domain/availability/inputs";
import type { TimeSpan } from "@/lib/domain/calendar/provider";
import type { UserRef } from "@/lib/domain/records/record";
import { dayAfter, startOfDay } from "@/lib/domain/time/zoned";
import { type Ctx, currentUser, inTransaction } from "../context";
import { readCalendar } from "./read-calendar";

const PATIENCE_MS = 4_000;

/**
 * When people of the account are busy on a day, for the columns beside the form: each calendar is asked with its person's own
 * grant. The asker's own titles come along; of anybody else nothing but times is asked for (RULES section 7). Where a calendar
 * cannot be read, the meetings we know of stand in. People who are not of the account are left out. Nothing is stored.
 */
export async function listBusy(
  ctx: Ctx,
  { date, zone, people }: AvailabilityAsk,
  patienceMs = PATIENCE_MS,
): Promise<PersonDay[]> {
  const asker = currentUser(ctx);
  const span = { from: startOfDay(date, zone), until: startOfDay(dayAfter(date), zone) };
  const participants = await load(ctx, people, span);
  return Promise.all(
    participants.map(async ({ user, connection, meetings }): Promise<PersonDay> => {
      const detail = user.id === asker.id ? "titles" : "times";
      const { standing, blocks } = await readCalendar(ctx, connection, { span, detail, patienceMs });
      const { id, email, name } = user;
      return { userId: id, email, name, standing, blocks: standing === "read" ? blocks : meetings };
    }),
  );
}

type Participant = { user: UserRef; connection: Connection | undefined; meetings: BusyBlock[] };

/** Those who are of the account, in the order they were asked for and each once; as many as there are columns. */
function load(ctx: Ctx, people: readonly string[], span: TimeSpan): Promise<Participant[]> {
  const { accountId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const users = await listActiveUsers(tx, accountId);
    const found = people.map((ref) => users.find(({ id, email }) => ref === id || ref === email));
    const asked = [...new Set(found)].filter((user) => user !== undefined).slice(0, MAX_COLUMNS);
    if (asked.length === 0) return [];
    const ids = asked.map(({ id }) => id);
    const connections = new Map((await listConnections(tx, accountId)).map((each) => [each.userId, each]));
    const meetings = await listBusyMeetings(tx, accountId, ids, span);
    return asked.map((user) => ({
      user,
      connection: connections.get(user.id),
      meetings: meetings.filter(({ userId }) => userId === user.id).map(toBlock),
    }));
  });
}

const toBlock = ({ startAt, endAt }: { startAt: string; endAt: string }): BusyBlock => ({
  startAt,
  endAt,
  kind: "busy",
  title: null,
});
