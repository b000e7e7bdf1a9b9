import { cpus } from "node:os";
import { chromium } from "@playwright/test";
import { bareRoundTrip } from "./bare-round-trip";
import { changeToPage, openConnected } from "./change-to-page";
import { line, quantile } from "./figures";
import { startStack } from "./stack";
import { timelinePage } from "./timeline-page";

const CHANGES = 50;
const PAGES = 200;
const SIZES = [1_000, 100_000, 1_000_000];
const flags = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-gpu",
];

/** Measures and prints; nothing is judged here, since machines differ: read the ratios. */
export async function runBench(browserPath: string): Promise<void> {
  const say = (text: string) => process.stdout.write(`${text}\n`);
  say(`\nAlmanac bench: ${cpus().length} cores, Node ${process.version}\n`);
  const stack = await startStack();
  const browser = await chromium.launch({ executablePath: browserPath, args: flags });
  try {
    const page = await openConnected(browser, stack);
    const bare = await bareRoundTrip(stack.databaseUrl, CHANGES);
    const change = await changeToPage(page, stack, CHANGES);
    say("From a calendar change to the page");
    say(line(bare));
    say(line(change, bare));
    const cookies = await page.context().cookies();
    await page.close();

    say("\nTimeline page of a contact with half of all activities");
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const figures = await timelinePage(stack, cookie, SIZES, PAGES);
    for (const figure of figures) {
      say(line(figure.queries));
      say(line(figure.page, figure.queries));
    }
    const [first, last] = [figures.at(0), figures.at(-1)];
    if (first && last) {
      const growth = (share: number) =>
        (quantile(last.page.samples, share) / quantile(first.page.samples, share)).toFixed(2);
      const span = `from ${first.size.toLocaleString("en")} to ${last.size.toLocaleString("en")}`;
      say(`  ${span}: median ${growth(0.5)}×, p95 ${growth(0.95)}×\n`);
    }
  } finally {
    await browser.close();
    await stack.stop();
  }
}
