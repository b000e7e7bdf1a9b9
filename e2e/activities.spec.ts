import { expect, test } from "./fixtures";
import { amara } from "./people";
import { card, choose, openRecord, unique } from "./records";

test("a note is written, edited, pinned and deleted", async ({ page, aContact: _ }) => {
  const [text, edited] = [unique("Budget <moved> to Jon 🙂 مرحبا"), unique("Budget moved back")];
  await page.getByRole("button", { name: "Note", exact: true }).click();
  const composer = page.getByRole("dialog", { name: "Note" });
  await composer.getByRole("button", { name: "Save" }).click();
  await expect(composer.getByLabel("Note")).toHaveAccessibleDescription("Write something first.");
  await composer.getByLabel("Note").fill(text);
  await composer.getByRole("button", { name: "Save" }).click();
  await expect(composer).toBeHidden();
  const note = page.getByRole("article");
  await expect(note).toContainText(text);
  const title = ((await note.getByRole("heading").textContent()) ?? "").trim();

  await choose(page, title, "Edit");
  const editor = page.getByRole("dialog", { name: "Edit note" });
  await editor.getByLabel("Note").fill(edited);
  await editor.getByRole("button", { name: "Save" }).click();
  await expect(note).toContainText(edited);

  await choose(page, title, "Pin");
  await expect(page.getByRole("region", { name: "Pinned" }).getByRole("article")).toContainText(edited);
  await choose(page, title, "Unpin");
  await expect(page.getByRole("region", { name: "Pinned" })).toHaveCount(0);

  await choose(page, title, "Delete");
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No activities yet")).toBeVisible();
});

test("a call is logged with what came of it", async ({ page, aDeal: _ }) => {
  await page.getByRole("button", { name: "Call", exact: true }).click();
  const composer = page.getByRole("dialog", { name: "Log call" });
  await composer.getByLabel("Call outcome").selectOption("Connected");
  await composer.getByLabel("Direction").selectOption("Inbound");
  await composer.getByLabel("Duration").fill("a while");
  await composer.getByLabel("Notes").fill("Wants net-45.");
  await composer.getByRole("button", { name: "Save" }).click();
  await expect(composer.getByLabel("Duration")).toHaveAttribute("aria-invalid", "true");
  await expect(composer.getByLabel("Notes")).toHaveValue("Wants net-45.");
  await composer.getByLabel("Duration").fill("6");
  await composer.getByRole("button", { name: "Save" }).click();
  const call = page.getByRole("article");
  await expect(call).toContainText("Connected · Inbound · 6 min");
  await expect(call).toContainText("Wants net-45.");
});

test("a task is made, completed and opened again", async ({ page, aTicket: _ }) => {
  const title = unique("Send the draft");
  await page.getByRole("button", { name: "Task", exact: true }).click();
  const composer = page.getByRole("dialog", { name: "Task" });
  await composer.getByRole("button", { name: "Save" }).click();
  await expect(composer.getByLabel("Title")).toHaveAccessibleDescription("Give the task a title.");
  await composer.getByLabel("Title").fill(title);
  await composer.getByLabel("Priority").selectOption("High");
  await composer.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("region", { name: "Upcoming" })).toContainText(title);
  await expect(card(page, title)).toContainText("High priority");
  const done = card(page, title).getByRole("checkbox", { name: `Complete ${title}` });
  await done.click();
  await expect(card(page, title)).toContainText("Completed");
  await expect(page.getByRole("region", { name: "Upcoming" })).toHaveCount(0);
  await done.click();
  await expect(page.getByRole("region", { name: "Upcoming" })).toContainText(title);
});

test("a meeting's outcome and internal note are changed on its card", async ({ page }) => {
  const title = "Renewal terms: walk through the draft";
  const note = unique("Ask about the pilot");
  await openRecord(page, "contact", amara.name);
  await card(page, title).getByLabel("Outcome").selectOption("Rescheduled");
  const edit = card(page, title).getByRole("button", { name: /internal note/ });
  await edit.click();
  await card(page, title).getByLabel("Internal note").fill(note);
  await card(page, title).getByRole("button", { name: "Save" }).click();
  await expect(card(page, title)).toContainText(note);
  await page.reload();
  await expect(card(page, title).getByLabel("Outcome")).toHaveValue("Rescheduled");
  await expect(card(page, title)).toContainText(note);
  await card(page, title).getByLabel("Outcome").selectOption("Scheduled");
});

test("the timeline is filtered by kind and searched", async ({ page }) => {
  await openRecord(page, "contact", amara.name);
  await page.getByRole("button", { name: "All activities" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Calls" }).click();
  await page.keyboard.press("Escape");
  await expect(card(page, "Renewal terms: walk through the draft")).toHaveCount(0);
  await expect(card(page, "Call with Amara").first()).toBeVisible();
  await page.getByLabel("Search activities").fill("named support contact");
  await expect(page.getByRole("article")).toHaveCount(1);
  await page.getByLabel("Search activities").fill("no such words anywhere");
  await expect(page.getByText("Nothing matches “no such words anywhere”")).toBeVisible();
  await page.getByRole("button", { name: "Show all activities" }).click();
  await expect(card(page, "Renewal terms: walk through the draft")).toBeVisible();
});

test("older activities come page by page, until that is everything", async ({ page }) => {
  await openRecord(page, "company", "Northwind");
  const cards = page.getByRole("article");
  const more = page.getByRole("button", { name: "Load more" });
  await expect(more).toBeVisible();
  const first = await cards.count();
  while (await more.isVisible()) {
    const before = await cards.count();
    await more.click();
    await expect.poll(() => cards.count()).toBeGreaterThan(before);
    await expect(
      page.getByRole("button", { name: "Load more" }).or(page.getByText("That is everything.")),
    ).toBeVisible();
  }
  expect(await cards.count()).toBeGreaterThan(first);
  await expect(page.getByText("That is everything.")).toBeFocused();
  const entries = await cards.evaluateAll((all) => all.map((one) => one.id));
  expect(new Set(entries).size).toBe(entries.length);
});
