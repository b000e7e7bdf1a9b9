import { expect, test } from "./fixtures";
import { type MeetingForm, openMeetingForm } from "./meeting-form";
import { jon, mei } from "./people";
import { card, unique } from "./records";
import { control } from "./stack";
import { inDays } from "./times";

test.beforeEach(async ({ connectedCalendar: _, aContact: __ }) => undefined);

test("what cannot be is said at its field, and everything typed stays", async ({ page }) => {
  const form = await openMeetingForm(page);
  await form.save.click();
  await form.fault("Title", "Give the meeting a title.");
  await expect(form.field("Title")).toBeFocused();

  await form.field("Title").fill("x".repeat(10_000));
  await form.field("Internal note").fill("Keep me");
  await form.save.click();
  await form.fault("Title", "Use at most 1,000 characters.");
  await expect(form.field("Title")).toHaveValue("x".repeat(10_000));

  await form.field("Title").fill("End before start");
  await form.at({ ...inDays(3), end: "09:00" });
  await form.save.click();
  await form.fault("End", "The end must come after the start.");

  await form.at({ ...inDays(3), date: "1900-01-01" });
  await form.dialog.getByRole("button", { name: /^(Save|Log meeting)$/ }).click();
  await form.fault("Date", "Choose a date between the years 2000 and 2100.");

  await form.field("Date").fill("");
  await form.dialog.getByRole("button", { name: /^(Save|Log meeting)$/ }).click();
  await form.fault("Date", "Choose a date.");

  await form.at(inDays(3));
  await form.field("Start").fill("half past");
  await form.save.click();
  await form.fault("Start", "Write a time such as 14:30.");
  await expect(form.field("Start")).toHaveValue("half past");
  await expect(form.field("Internal note")).toHaveValue("Keep me");
  await expect(page.getByRole("article")).toHaveCount(0);
});

test("an address that is none is not taken as a guest", async ({ page }) => {
  const form = await openMeetingForm(page);
  await form.field("Attendees").fill("not an address");
  await page.keyboard.press("Enter");
  await form.fault("Attendees", "“not an address” is not an email address.");
  await expect(form.field("Attendees")).toHaveValue("not an address");
  await expect(form.guests()).toHaveCount(1);
});

test("a link that is none and a missing phone number are noticed", async ({ page }) => {
  const form = await openMeetingForm(page);
  await form.field("Title").fill("Where?");
  await form.field("Location").selectOption("Pasted link");
  await form.field("Link").fill("javascript:alert(1)");
  await form.save.click();
  await form.fault("Link", "Paste a link that starts with https://.");
  await form.field("Location").selectOption("Phone call");
  await form.save.click();
  await form.fault("Phone number", "Write the phone number.");
});

test("two hundred guests are the most", async ({ page, calendar, aContact }) => {
  const title = unique("Everybody");
  // The draft of an earlier day, with the whole company in it.
  const draft = await keptDraft(page, title, aContact.email);
  await page.evaluate(([key, form]) => sessionStorage.setItem(key, form), draft);
  const form = await openMeetingForm(page);
  await expect(form.guests()).toHaveCount(200);
  await form.field("Attendees").fill("one.too.many@crowd.example");
  await page.keyboard.press("Enter");
  await form.fault("Attendees", "Invite at most 200 people.");
  await form.field("Attendees").fill("");
  await form.saved();
  await expect(card(page, title)).toContainText("200 awaiting");
  const event = await calendar.theOne(mei, title);
  expect(event.attendees?.length).toBeGreaterThanOrEqual(200);
});

test("any script and any sign is kept as it was typed", async ({ page, calendar }) => {
  const title = unique(`اجتماع <b>now</b> & "פגישה" 👩🏽‍🚀`);
  const form = await openMeetingForm(page);
  await form.field("Title").fill(title);
  await form.at(inDays(14));
  await form.field("Description for attendees").fill(`<img src=x onerror="document.title='taken'">\nשלום 🎉`);
  await form.field("Internal note").fill("<script>document.title='taken'</script> ملاحظة");
  await form.saved();
  const entry = card(page, title);
  await expect(entry.getByRole("heading", { name: title })).toBeVisible();
  await expect(entry).toContainText(`<img src=x onerror="document.title='taken'">`);
  await expect(entry).toContainText("<script>document.title='taken'</script> ملاحظة");
  await expect(page).not.toHaveTitle("taken");
  await expect(entry.locator("img, script")).toHaveCount(0);
  expect((await calendar.theOne(mei, title)).summary).toBe(title);
});

test("a closed form keeps its draft, and Discard draft forgets it", async ({ page }) => {
  const form = await openMeetingForm(page);
  await form.field("Title").fill("Half written");
  await form.invite(jon.email);
  await page.keyboard.press("Escape");
  await expect(form.dialog).toBeHidden();
  await page.reload();
  await openMeetingForm(page);
  await expect(form.field("Title")).toHaveValue("Half written");
  await expect(form.guests()).toHaveCount(2);
  await form.dialog.getByRole("button", { name: "Discard draft" }).click();
  await expect(form.field("Title")).toHaveValue("");
  await expect(form.guests()).toHaveCount(1);
});

test("a save that the server cannot take loses nothing and works the second time", async ({
  page,
  calendar,
}) => {
  const title = unique("Second try");
  const form = await openMeetingForm(page);
  await form.field("Title").fill(title);
  await form.at(inDays(15));
  await form.field("Description for attendees").fill("Typed with care");
  await control("database", "stop");
  try {
    await form.save.click();
    await expect(refusal(form)).toContainText("Almanac cannot reach its database just now.");
  } finally {
    await control("database", "start");
  }
  await expect(form.field("Title")).toHaveValue(title);
  await expect(form.field("Description for attendees")).toHaveValue("Typed with care");
  await expect(async () => {
    await form.save.click();
    await expect(form.dialog).toBeHidden({ timeout: 3_000 });
  }).toPass({ timeout: 20_000 });
  await expect(card(page, title)).toHaveCount(1);
  await calendar.theOne(mei, title);
});

test("a record that is deleted meanwhile says so at once, also with the form open", async ({
  page,
  context,
}) => {
  const form = await openMeetingForm(page);
  await form.field("Title").fill("Too late");
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole("button", { name: "Actions for this contact" }).click();
  await other.getByRole("menuitem", { name: "Delete this contact" }).click();
  await other.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(other).toHaveURL(/\/contacts$/);
  await expect(page.getByRole("heading", { name: "This contact does not exist any more" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Back to contacts" })).toBeVisible();
});

const refusal = (form: MeetingForm) => form.dialog.getByRole("alert").last();

/** Where the form keeps its draft, and such a draft with 200 guests. */
async function keptDraft(page: import("@playwright/test").Page, title: string, email: string) {
  const form = await openMeetingForm(page);
  await form.field("Title").fill(title);
  await form.at(inDays(16));
  await page.keyboard.press("Escape");
  await expect(form.dialog).toBeHidden();
  const [key = "", text = "{}"] = await page.evaluate(() => {
    const found = Object.keys(sessionStorage).find((name) => name.includes("draft:meeting:")) ?? "";
    return [found, sessionStorage.getItem(found) ?? "{}"];
  });
  const nobody = { name: null, contactId: null, userId: null, timeZone: null };
  const crowd = Array.from({ length: 199 }, (_, at) => ({ ...nobody, email: `guest.${at}@crowd.example` }));
  const attendees = [{ ...nobody, email }, ...crowd];
  return [key, JSON.stringify({ ...JSON.parse(text), attendees })] as const;
}
