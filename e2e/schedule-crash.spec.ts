import postgres from "postgres";
import type { SandboxCalendar } from "./calendar";
import { expect, test } from "./fixtures";
import { openMeetingForm } from "./meeting-form";
import { amara, mei } from "./people";
import { card, openRecord, unique } from "./records";
import { control, readStack } from "./stack";
import { inDays } from "./times";

test.beforeEach(async ({ connectedCalendar: _ }) => undefined);

test("an answer that is lost on its way is found again, and nobody is invited twice", async ({
  page,
  calendar,
}) => {
  const title = unique("Lost answer");
  await calendar.trouble({ kind: "drop-connection-after-write", email: mei.email, method: "POST" });
  await fillIn(page, title);
  await expect(card(page, title)).toContainText(/Sending invitation…|synced/);
  await expectOneOfEach(page, calendar, title);
});

test("while the provider is down the card says what happens, and heals by itself", async ({
  page,
  side,
  calendar,
}) => {
  const title = unique("Down for a while");
  await calendar.trouble({ kind: "server-error-500", email: mei.email, seconds: 600 });
  await fillIn(page, title);
  await expect(card(page, title)).toContainText(`Sending invitation… ${side.app} does not answer just now`);
  await expect(card(page, title)).toContainText(`${side.short} · not there yet`);
  expect(await calendar.titled(mei, title)).toEqual([]);
  await calendar.endTrouble();
  await expectOneOfEach(page, calendar, title);
});

test("killed between the provider's answer and our commit: one meeting, one event, one invitation", async ({
  page,
  calendar,
}) => {
  const title = unique("Killed midway");
  const release = await holdMeetingUpdates();
  try {
    await fillIn(page, title, { waits: true });
    // The event is made and the guest invited; our own commit now hangs in the database.
    await calendar.theOne(mei, title);
    await expect.poll(waitingUpdates).toBeGreaterThan(0);
    await control("app", "kill");
  } finally {
    await release();
  }
  await control("app", "start");
  await expectOneOfEach(page, calendar, title);
});

test("killed before the provider was asked: the invitation goes out after the restart", {
  tag: "@google",
}, async ({ page, calendar }) => {
  const title = unique("Killed early");
  await calendar.trouble({ kind: "timeout", email: mei.email, method: "POST", seconds: 60 });
  await fillIn(page, title, { waits: true });
  await expect(card(page, title)).toContainText("not there yet");
  await control("app", "kill");
  await calendar.endTrouble();
  await control("app", "start");
  await expectOneOfEach(page, calendar, title);
});

async function fillIn(
  page: import("@playwright/test").Page,
  title: string,
  { waits = false } = {},
): Promise<void> {
  await openRecord(page, "contact", amara.name);
  const form = await openMeetingForm(page);
  await form.field("Title").fill(title);
  await form.at(inDays(17));
  if (waits) await form.save.click();
  else await form.saved();
}

async function expectOneOfEach(
  page: import("@playwright/test").Page,
  calendar: SandboxCalendar,
  title: string,
): Promise<void> {
  await expect(card(page, title)).toContainText("synced", { timeout: 50_000 });
  await expect(card(page, title)).toHaveCount(1);
  await expect(card(page, title).getByText("Sending invitation")).toHaveCount(0);
  await calendar.theOne(mei, title);
  expect(await calendar.mails(amara, title)).toHaveLength(1);
}

const lock = 20_771;

/** Makes every update of a meeting wait until the answer is called: the moment before the commit, as long as one likes. */
async function holdMeetingUpdates(): Promise<() => Promise<void>> {
  const sql = postgres(readStack().databaseUrl, { max: 1, onnotice: () => undefined });
  await sql`select pg_advisory_lock(${lock})`;
  await sql.unsafe(`
    create or replace function e2e_wait() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock(${lock}); return new; end $$;
    create trigger e2e_wait before update on meetings for each row execute function e2e_wait();`);
  return async () => {
    await sql`select pg_advisory_unlock(${lock})`;
    await sql.unsafe("drop trigger e2e_wait on meetings; drop function e2e_wait()");
    await sql.end();
  };
}

async function waitingUpdates(): Promise<number> {
  const sql = postgres(readStack().databaseUrl, { max: 1 });
  const [row] =
    await sql`select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted`;
  await sql.end();
  return Number(row?.waiting);
}
