import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const grave = new Set(["moderate", "serious", "critical"]);

/** Rules whose answer depends on colours alone: enough for a second look at the same page in other colours. */
export const colourRules = ["color-contrast", "link-in-text-block"];

/** Fails on everything axe finds on the page as it stands that is more than minor, with where it is and what to do. */
export async function axe(page: Page, rules: string[] = []): Promise<void> {
  // What still fades in has less contrast than it will have.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))),
  );
  const builder = new AxeBuilder({ page });
  const { violations, passes } = await (rules.length > 0 ? builder.withRules(rules) : builder).analyze();
  const found = violations
    .filter(({ impact }) => grave.has(impact ?? ""))
    .map(({ id, impact, help, nodes }) => {
      const places = nodes
        .slice(0, 5)
        .map(({ target, html }) => `    ${target.join(" ")}\n      ${html.slice(0, 160)}`);
      return [`${impact}: ${help} (${id})`, ...places].join("\n");
    });
  expect(found.join("\n"), `axe on ${page.url()}`).toBe("");
  expect(passes.length, "something was looked at").toBeGreaterThan(0);
}
