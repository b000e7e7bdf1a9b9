import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const grave = new Set(["moderate", "serious", "critical"]);

/** Fails on everything axe finds on the page as it stands that is more than minor, with where it is and what to do. */
export async function axe(page: Page): Promise<void> {
  // What still fades in has less contrast than it will have.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))),
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations
    .filter(({ impact }) => grave.has(impact ?? ""))
    .map(({ id, impact, help, nodes }) => {
      const places = nodes
        .slice(0, 5)
        .map(({ target, html }) => `    ${target.join(" ")}\n      ${html.slice(0, 160)}`);
      return [`${impact}: ${help} (${id})`, ...places].join("\n");
    });
  expect(found.join("\n"), `axe on ${page.url()}`).toBe("");
}
