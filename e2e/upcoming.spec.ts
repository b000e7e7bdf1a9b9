import type { Page } from "@playwright/test";
import postgres from "postgres";
import { axe } from "./axe";
import { expect, test } from "./fixtures";
import { card } from "./records";
import { readStack } from "./stack";

const upcoming = (page: Page) => page.getByRole("region", { name: "Upcoming" });
const cards = (page: Page) => upcoming(page).getByRole("article");
const more = (page: Page) => upcoming(page).getByRole("button", { name: "Show more of what is coming" });

test("what lies further ahead is shown when asked for, and stays shown while the timeline changes", async ({
  page,
  aContact,
}) => {
  await plan(aContact.id, 53);
  await page.goto(aContact.path);
  await expect(cards(page)).toHaveCount(50);
  await axe(page);

  const reading = /\/timeline\?upcoming=/;
  await page.route(reading, (route) => route.fulfill({ status: 400, json: {} }));
  await more(page).press("Enter");
  await expect(upcoming(page).getByRole("alert")).toHaveText("The next ones could not be loaded.");
  await expect(cards(page)).toHaveCount(50);
  await page.unroute(reading);

  await upcoming(page).getByRole("button", { name: "Try again" }).press("Enter");
  await expect(cards(page)).toHaveCount(53);
  await expect(card(page, "Step 51").getByRole("button").first()).toBeFocused();
  await expect(more(page)).toHaveCount(0);

  await card(page, "Step 2").getByRole("checkbox").click();
  await expect(cards(page)).toHaveCount(52);
  await expect(card(page, "Step 53")).toBeVisible();
});

/** Puts open tasks on a contact's timeline, one for each of the coming days. */
async function plan(contactId: string, count: number): Promise<void> {
  const sql = postgres(readStack().databaseUrl, { max: 1 });
  await sql`
    with made as (
      insert into activities (account_id, id, kind, at, title, open, task_type, task_priority, created_at, updated_at)
      select r.account_id, gen_random_uuid(), 'task', date_trunc('second', now()) + nth * interval '1 day',
        'Step ' || nth, true, 'To-do', 'None', now(), now()
      from records r, generate_series(1, ${count}) nth where r.id = ${contactId}
      returning account_id, id, kind, at, open
    )
    insert into activity_records (account_id, record_id, activity_id, kind, at, open)
    select account_id, ${contactId}, id, kind, at, open from made`;
  await sql.end();
}
