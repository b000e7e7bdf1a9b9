import type { Page } from "@playwright/test";
import { password } from "./people";

/** Signs in on the sign-in page as it stands open. */
export async function signIn(page: Page, email: string, secret = password): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}
