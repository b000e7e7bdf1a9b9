import { expect, type Locator, type Page } from "@playwright/test";
import { choose } from "./records";
import type { Slot } from "./times";

/** The dialog "Schedule a meeting" as a person uses it. */
export class MeetingForm {
  readonly dialog: Locator;
  readonly save: Locator;

  constructor(page: Page, name = "Schedule a meeting") {
    this.dialog = page.getByRole("dialog", { name });
    this.save = this.dialog.getByRole("button", { name: "Save", exact: true });
  }

  field(label: string): Locator {
    return this.dialog.getByLabel(label, { exact: true });
  }

  async at({ date, start, end }: Slot): Promise<void> {
    await this.field("Date").fill(date);
    await this.field("Start").fill(start);
    await this.field("End").fill(end);
    await this.field("End").blur();
  }

  /** Types a person's address and takes what is offered for it. */
  async invite(email: string): Promise<void> {
    await this.field("Attendees").fill(email);
    await this.dialog.getByRole("option").filter({ hasText: email }).click();
  }

  /** Looks a person up by name. */
  async find(name: string): Promise<void> {
    await this.field("Attendees").fill(name);
    await this.dialog.getByRole("option").filter({ hasText: name }).first().click();
  }

  /** Presses one of the people offered beside the field. */
  async take(name: string): Promise<void> {
    await this.dialog.getByRole("button", { name: `Add ${name}` }).click();
  }

  guests(): Locator {
    return this.dialog.getByRole("list", { name: "Chosen guests" }).getByRole("listitem");
  }

  /** The sentence that stands at a field. */
  async fault(label: string, sentence: string | RegExp): Promise<void> {
    await expect(this.field(label)).toHaveAttribute("aria-invalid", "true");
    await expect(this.field(label)).toHaveAccessibleDescription(sentence);
  }

  async saved(): Promise<void> {
    await this.save.click();
    await expect(this.dialog).toBeHidden();
  }
}

/** Presses Meeting on the record page that stands open. */
export async function openMeetingForm(page: Page): Promise<MeetingForm> {
  await page.getByRole("button", { name: "Meeting", exact: true }).click();
  const form = new MeetingForm(page);
  await expect(form.field("Title")).toBeFocused();
  return form;
}

/** The dialog "Edit meeting", which has the same fields. */
export class EditForm extends MeetingForm {
  readonly sendUpdate: Locator;

  constructor(page: Page) {
    super(page, "Edit meeting");
    this.sendUpdate = this.dialog.getByRole("button", { name: "Save and send update" });
  }

  async sent(): Promise<void> {
    await this.sendUpdate.click();
    await expect(this.dialog).toBeHidden();
  }
}

/** Chooses Edit from the menu of a meeting's card. */
export async function openEditForm(page: Page, title: string): Promise<EditForm> {
  await choose(page, title, "Edit");
  const form = new EditForm(page);
  await expect(form.field("Title")).toBeVisible();
  return form;
}
