import postgres, { type Sql } from "postgres";
import { openDatabase } from "@/db/client";
import { log } from "@/lib/log";
import { getTimeline } from "@/lib/services/timeline/get-timeline";
import { type Figure, repeat, timed } from "./figures";
import type { BenchStack } from "./stack";

export type TimelineFigures = { size: number; page: Figure; queries: Figure };

/**
 * The timeline page of one contact, over HTTP and as the same queries alone, with `size` activities in the database, every
 * second of them that contact's own.
 */
export async function timelinePage(
  stack: BenchStack,
  cookie: string,
  sizes: number[],
  runs: number,
): Promise<TimelineFigures[]> {
  const owner = postgres(stack.databaseUrl, { max: 2, onnotice: () => undefined });
  const [contact] = await owner<{ account_id: string; id: string }[]>`
    select account_id, id from contacts where email = 'jon@northwind.example'`;
  if (!contact) throw new Error("the demo account has no Jon Bell");
  const figures: TimelineFigures[] = [];
  for (const size of sizes) {
    await fill(owner, contact, size);
    figures.push(await measure(stack, cookie, contact, size, runs));
  }
  await owner.end();
  return figures;
}

type Contact = { account_id: string; id: string };

async function fill(owner: Sql, contact: Contact, size: number): Promise<void> {
  const [row] = await owner<{ count: number }[]>`select count(*)::int as count from activities`;
  const missing = size - (row?.count ?? 0);
  if (missing > 0) {
    await owner`
      with made as (
        insert into activities (account_id, id, kind, at, title, body, open, created_at, updated_at)
        select ${contact.account_id}, gen_random_uuid(), 'note', now() - n * interval '1 minute', 'Note ' || n,
               'Something was said, and somebody wrote it down.', false, now(), now()
        from generate_series(1, ${missing}) n
        returning account_id, id, kind, at, open),
      numbered as (select *, row_number() over () as n from made),
      others as (select id, row_number() over () as n, count(*) over () as total from contacts where id <> ${contact.id})
      insert into activity_records (account_id, record_id, activity_id, kind, at, open)
      select m.account_id, case when m.n % 2 = 0 then ${contact.id}::uuid else o.id end, m.id, m.kind, m.at, m.open
      from numbered m join others o on o.n = 1 + m.n % o.total`;
  }
  await owner`vacuum (analyze) activities`;
  await owner`vacuum (analyze) activity_records`;
  // The pages just written go to disk now, and not while the timeline is being measured.
  await owner`checkpoint`;
}

async function measure(
  stack: BenchStack,
  cookie: string,
  contact: Contact,
  size: number,
  runs: number,
): Promise<TimelineFigures> {
  const url = `${stack.appUrl}/api/records/contacts/${contact.id}/timeline`;
  const overHttp = () =>
    timed(async () => {
      const answer = await fetch(url, { headers: { cookie } });
      if (!answer.ok) throw new Error(`the timeline answered ${answer.status}`);
      await answer.json();
    });
  const db = openDatabase(stack.databaseUrl, { max: 1 });
  const alone = () =>
    timed(() => getTimeline(contextOf(db, contact.account_id), { kind: "contact", id: contact.id }, {}));
  const warm = 20;
  await repeat(warm, overHttp);
  await repeat(warm, alone);
  const words = size.toLocaleString("en");
  const figures = {
    size,
    page: { name: `timeline page, ${words} activities`, samples: await repeat(runs, overHttp) },
    queries: { name: `bare: the same SQL alone, ${words}`, samples: await repeat(runs, alone) },
  };
  await db.$client.end();
  return figures;
}

const nobody = (): never => {
  throw new Error("no provider is called here");
};

const contextOf = (db: ReturnType<typeof openDatabase>, accountId: string) => ({
  actor: { kind: "system" as const, part: "bench" },
  accountId,
  db,
  now: () => new Date().toISOString(),
  log,
  providers: {
    has: () => false,
    get: nobody,
    writer: nobody,
  },
});
