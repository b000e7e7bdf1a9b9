import type { Page } from "@playwright/test";
import { axe, colourRules } from "./axe";
import { expect, test } from "./fixtures";
import { openEditForm, openMeetingForm } from "./meeting-form";
import { amara, mei } from "./people";
import { openRecord, unique } from "./records";
import { readStack } from "./stack";
import { inDays } from "./times";

type Screen = { name: string; open: (page: Page) => Promise<unknown> };

const screens: Screen[] = [
  { name: "contacts", open: (page) => page.goto("/contacts") },
  { name: "companies", open: (page) => page.goto("/companies") },
  { name: "deals", open: (page) => page.goto("/deals") },
  { name: "tickets", open: (page) => page.goto("/tickets") },
  { name: "a search without results", open: (page) => page.goto("/contacts?q=nobody-is-called-so") },
  { name: "a contact", open: (page) => openRecord(page, "contact", amara.name) },
  { name: "a company", open: (page) => openRecord(page, "company", "Northwind") },
  { name: "a deal", open: (page) => openRecord(page, "deal", "Warehouse add-on") },
  { name: "a ticket", open: (page) => openRecord(page, "ticket", "SSO certificate expired") },
  { name: "the create panel", open: openCreatePanel },
  { name: "the note composer", open: openNoteComposer },
  { name: "the schedule dialog", open: openSchedule },
  { name: "the edit dialog of a meeting", open: openEdit },
  { name: "the marketplace", open: (page) => page.goto("/marketplace") },
  { name: "an app's page", open: (page) => page.goto("/marketplace/google-calendar") },
  { name: "an app that cannot be installed now", open: (page) => page.goto("/marketplace/outlook-calendar") },
  { name: "the question before an uninstall", open: openUninstall },
  { name: "the bell", open: openBell },
  { name: "settings", open: (page) => page.goto("/settings/general/calendar") },
  {
    name: "the installed dialog",
    open: (page) => page.goto("/marketplace/google-calendar?calendar=installed"),
  },
  { name: "a record that is gone", open: openGone },
  { name: "no such page", open: (page) => page.goto("/nowhere") },
];

const sandboxScreens: Screen[] = [
  { name: "the sandbox calendar", open: (page) => page.goto(sandbox(`/calendar?as=${mei.email}`)) },
  { name: "the sandbox event dialog", open: openSandboxDialog },
  { name: "a guest's sandbox calendar", open: (page) => page.goto(sandbox(`/calendar?as=${amara.email}`)) },
];

for (const { name, open } of [...screens, ...sandboxScreens]) {
  test(`${name} in light and dark, wide and narrow`, async ({ page, connectedCalendar: _ }) => {
    await open(page);
    await check(page);
  });
}

test.describe("signed out", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test("sign-in in light and dark, wide and narrow", async ({ page }) => {
    await page.goto("/sign-in");
    await check(page);
  });
});

/** It is drawn in the browser: there is nothing to look at before. */
async function openGone(page: Page): Promise<void> {
  await page.goto("/deals/00000000-0000-4000-8000-000000000000");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

async function check(page: Page): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    await axe(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await axe(page, colourRules);
    const [content, room] = await page.evaluate(() => {
      const root = document.scrollingElement ?? document.documentElement;
      return [root.scrollWidth, root.clientWidth];
    });
    expect(content, `width of the content at ${width} px`).toBeLessThanOrEqual(room ?? 0);
  }
}

async function openCreatePanel(page: Page): Promise<void> {
  await page.goto("/contacts");
  await page.getByRole("button", { name: "Create contact" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("alert").first()).toBeVisible();
}

async function openNoteComposer(page: Page): Promise<void> {
  await openRecord(page, "contact", amara.name);
  await page.getByRole("button", { name: "Note", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Note" })).toBeVisible();
}

async function openSchedule(page: Page): Promise<void> {
  await openRecord(page, "contact", amara.name);
  const form = await openMeetingForm(page);
  await form.save.click();
  await form.fault("Title", "Give the meeting a title.");
}

async function openEdit(page: Page): Promise<void> {
  const title = unique("Looked at");
  await openRecord(page, "contact", amara.name);
  const schedule = await openMeetingForm(page);
  await schedule.field("Title").fill(title);
  await schedule.at(inDays(1, "07:00"));
  await schedule.saved();
  const form = await openEditForm(page, title);
  await form.field("Title").fill("");
  await form.sendUpdate.click();
  await form.fault("Title", "Give the meeting a title.");
}

async function openUninstall(page: Page): Promise<void> {
  await page.goto("/marketplace/google-calendar");
  await page.getByRole("button", { name: "Uninstall" }).click();
  await expect(page.getByRole("dialog")).toContainText(`${mei.name} is disconnected`);
}

async function openBell(page: Page): Promise<void> {
  await page.goto("/contacts");
  await page.getByRole("button", { name: /^Notifications/ }).click();
  await expect(page.getByRole("dialog", { name: "Notifications" })).toBeVisible();
}

async function openSandboxDialog(page: Page): Promise<void> {
  await page.goto(sandbox(`/calendar?as=${mei.email}`));
  await page.getByRole("button", { name: "New event" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
}

function sandbox(path: string): string {
  return readStack().sandboxUrls.google + path;
}
