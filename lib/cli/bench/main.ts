import { cpus } from "node:os";
import { type Browser, chromium } from "@playwright/test";
import { bareRoundTrip } from "./bare-round-trip";
import { changeToPage, openConnected } from "./change-to-page";
import { type Figure, line, quantile } from "./figures";
import { type BenchProvider, type BenchStack, startStack } from "./stack";
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
  say(`\nAlmanac bench: ${cpus().length} cores, Node ${process.version}\n`);
  const browser = await chromium.launch({ executablePath: browserPath, args: flags });
  try {
    say("From a calendar change to the page");
    const bare = await onStack((stack) => bareRoundTrip(stack.databaseUrl, CHANGES));
    say(line(bare));
    // An account has one calendar app at a time: each provider is measured on a stack of its own.
    await onStack(async (stack) => say(line(await delay(browser, stack, "google"), bare)));
    await onStack(async (stack) => say(line(await delay(browser, stack, "microsoft"), bare)));
    await onStack((stack) => timelines(browser, stack));
  } finally {
    await browser.close();
  }
}

async function delay(browser: Browser, stack: BenchStack, provider: BenchProvider): Promise<Figure> {
  const page = await openConnected(browser, stack, provider);
  const figure = await changeToPage(page, stack, provider, CHANGES);
  await page.close();
  return figure;
}

async function timelines(browser: Browser, stack: BenchStack): Promise<void> {
  const page = await openConnected(browser, stack, "google");
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
  if (!first || !last) return;
  const growth = (share: number) =>
    (quantile(last.page.samples, share) / quantile(first.page.samples, share)).toFixed(2);
  const span = `from ${first.size.toLocaleString("en")} to ${last.size.toLocaleString("en")}`;
  say(`  ${span}: median ${growth(0.5)}×, p95 ${growth(0.95)}×\n`);
}

async function onStack<Result>(measure: (stack: BenchStack) => Promise<Result>): Promise<Result> {
  const stack = await startStack();
  try {
    return await measure(stack);
  } finally {
    await stack.stop();
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
