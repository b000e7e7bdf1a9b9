import { agree, calendarStanding, chooseAccount, ensureConnected, ensureUninstalled } from "./connecting";
import { expect, test } from "./fixtures";
import { openMeetingForm } from "./meeting-form";
import { jon, mei } from "./people";
import { card, openRecord, unique } from "./records";
import { otherSide } from "./sides";
import { inDays } from "./times";

// Once is enough: it goes through both providers.
test("one app per account: the other is refused with the way out, and takes over after an uninstall", {
  tag: "@google",
}, async ({ page, side, browser, sessions, calendar, otherCalendar }) => {
  const other = otherSide(side);
  const [kept, waiting, fresh] = ["Stays", "Never sent", "In the other calendar"].map((word) =>
    unique(word),
  ) as [string, string, string];
  await ensureUninstalled(page);
  await otherCalendar.forgetConsent(mei);
  // In a second browser somebody is at the other provider already when the first one installs.
  const second = await (await browser.newContext({ storageState: sessions.mei })).newPage();
  await second.goto(`/marketplace/${other.slug}`);
  await second.getByRole("button", { name: "Connect app" }).click();
  await chooseAccount(second, other, mei);
  await ensureConnected(page, side, mei);
  await agree(second, other);
  await expect(second.getByRole("main").getByRole("alert")).toContainText(
    "Another calendar app is installed. Uninstall it first.",
  );
  await expect(
    second.getByText(
      `${side.app} is installed, and an account has one calendar app. Uninstall ${side.app} first.`,
    ),
  ).toBeVisible();
  await expect(second.getByRole("button", { name: "Connect app" })).toBeDisabled();
  expect(await calendarStanding(page)).toMatchObject({
    installed: { provider: side.provider },
    connection: { provider: side.provider, state: "in-sync" },
  });

  await openRecord(page, "contact", jon.name);
  await calendar.create(mei, { title: kept, on: inDays(9, "08:00"), guests: [jon] });
  await expect(card(page, kept)).toBeVisible();
  await calendar.trouble({ kind: "server-error-500", email: mei.email, seconds: 600 });
  const form = await openMeetingForm(page);
  await form.field("Title").fill(waiting);
  await form.at(inDays(9, "10:00"));
  await form.saved();
  await expect(card(page, waiting)).toContainText("Sending invitation…");

  await second.getByRole("link", { name: `Go to ${side.app}` }).click();
  await second.getByRole("button", { name: "Uninstall" }).click();
  const dialog = second.getByRole("dialog", { name: `Uninstall ${side.app}?` });
  await expect(dialog).toContainText(`${mei.name} is disconnected`);
  await expect(dialog).toContainText(/\d+ invitations? that (is|are) still waiting will never go out\./);
  await expect(dialog).toContainText(/[\d,]+ meetings? stays? on timelines\./);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect((await calendarStanding(page)).installed?.provider).toBe(side.provider);
  await second.getByRole("button", { name: "Uninstall" }).click();
  await dialog.getByRole("button", { name: "Uninstall" }).click();
  await expect(second.getByRole("button", { name: "Connect app" })).toBeVisible();
  expect(await calendarStanding(page)).toMatchObject({ installed: null, connection: null });
  await second.context().close();
  await calendar.endTrouble();

  await ensureConnected(page, other, mei);
  await openRecord(page, "contact", jon.name);
  await otherCalendar.create(mei, { title: fresh, on: inDays(9, "12:00"), guests: [jon] });
  await expect(card(page, fresh)).toContainText(other.short);
  await expect(card(page, kept)).toBeVisible();
  await expect(card(page, waiting)).toContainText("Not in a calendar");
  expect(await calendar.titled(mei, waiting)).toEqual([]);
  expect(await otherCalendar.titled(mei, waiting)).toEqual([]);
  expect(await calendar.mails(jon, waiting)).toEqual([]);
  expect(await otherCalendar.mails(jon, waiting)).toEqual([]);
});
