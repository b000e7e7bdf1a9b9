import type { Page } from "@playwright/test";
import type { Person } from "@/lib/cli/demo-people";
import { password } from "./people";
import { sides } from "./sides";

export type Maker = "Google" | "Microsoft";

/** What the makers' own pages call things. */
const words: Record<Maker, { chooser: RegExp; agree: string }> = {
  Google: { chooser: sides.google.chooser, agree: "Continue" },
  Microsoft: { chooser: sides.microsoft.chooser, agree: "Accept" },
};

/** Signs in on the sign-in page as it stands open. */
export async function signIn(page: Page, email: string, secret = password): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** From the open sign-in page to the account at Google or Microsoft, and there up to its consent page. */
export async function chooseAccountAt(page: Page, maker: Maker, as: Person): Promise<void> {
  await page.getByRole("button", { name: `Continue with ${maker}` }).click();
  await page.getByRole("link", { name: new RegExp(as.email) }).click();
  await page.waitForURL((url) => !words[maker].chooser.test(url.pathname));
}

/** All the way through Google's or Microsoft's pages and back; whoever agreed before is not asked again. */
export async function continueWith(page: Page, maker: Maker, as: Person): Promise<void> {
  await chooseAccountAt(page, maker, as);
  if (page.url().includes("/consent?")) {
    await page.getByRole("button", { name: words[maker].agree }).click();
  }
}
