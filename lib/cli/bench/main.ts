import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "@playwright/test";
import { bareRoundTrip } from "./bare-round-trip";
import { changeToPage, openConnected } from "./change-to-page";
import { type Figure, line, quantile, rateLine } from "./figures";
import { type IngestionSize, ingestion } from "./ingestion";
import { type BenchProvider, type BenchStack, startStack } from "./stack";
import { timelinePage } from "./timeline-page";

const CHANGES = 50;
const PAGES = 200;
/** What a round of changed events is measured with, unless told. */
const INGESTION = { events: "10000", rounds: "3" };
const SIZES = [1_000, 100_000, 1_000_000];
const flags = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-gpu",
];

/** What can be measured by itself: `npm run bench -- ingestion`. */
const parts: Record<string, (browser: Browser, size: IngestionSize) => Promise<void>> = {
  delays,
  ingestion: rates,
  timelines,
};

/**
 * Measures the parts named, all unless told, and prints; nothing is judged here, since machines differ: read the ratios.
 * `--events` and `--rounds` make the part `ingestion` smaller. Throws for a part there is not.
 */
export async function runBench(browserPath: string, given: string[] = []): Promise<void> {
  const text = (otherwise: string) => ({ type: "string", default: otherwise }) as const;
  const { values, positionals: named } = parseArgs({
    args: given,
    options: { events: text(INGESTION.events), rounds: text(INGESTION.rounds) },
    allowPositionals: true,
  });
  const size = { events: Number(values.events), rounds: Number(values.rounds) };
  if (!(size.events >= 1 && size.rounds >= 1)) throw new Error("--events and --rounds take a number each.");
  const measures = (named.length > 0 ? named : Object.keys(parts)).map((name) => {
    const measure = parts[name];
    if (!measure) throw new Error(`There is no part "${name}": take ${Object.keys(parts).join(", ")}.`);
    return measure;
  });
  say(`\nAlmanac bench: ${cpus().length} cores, Node ${process.version}\n`);
  const browser = await chromium.launch({ executablePath: browserPath, args: flags });
  try {
    for (const measure of measures) await measure(browser, size);
  } finally {
    await browser.close();
  }
}

async function delays(browser: Browser): Promise<void> {
  say("From a calendar change to the page");
  const bare = await onStack((stack) => bareRoundTrip(stack.databaseUrl, CHANGES));
  say(line(bare));
  // An account has one calendar app at a time: each provider is measured on a stack of its own.
  await onStack(async (stack) => say(line(await delay(browser, stack, "google"), bare)));
  await onStack(async (stack) => say(line(await delay(browser, stack, "microsoft"), bare)));
}

async function rates(browser: Browser, size: IngestionSize): Promise<void> {
  const { events } = size;
  say(`\nChanged events taken in, ${events.toLocaleString("en")} at a time with 3 guests each`);
  for (const provider of ["google", "microsoft"] as const)
    await onStack(async (stack) => {
      await (await openConnected(browser, stack, provider)).close();
      const { bare, calls, sync, reading, applying } = await ingestion(stack, provider, size);
      say(rateLine(bare, events));
      say(rateLine(calls, events));
      say(rateLine(sync, events, bare));
      say(line(reading));
      say(line(applying));
    }, "info");
}

async function timelines(browser: Browser): Promise<void> {
  await onStack((stack) => timelinesOn(browser, stack));
}

async function delay(browser: Browser, stack: BenchStack, provider: BenchProvider): Promise<Figure> {
  const page = await openConnected(browser, stack, provider);
  const figure = await changeToPage(page, stack, provider, CHANGES);
  await page.close();
  return figure;
}

async function timelinesOn(browser: Browser, stack: BenchStack): Promise<void> {
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

async function onStack<Result>(
  measure: (stack: BenchStack) => Promise<Result>,
  logLevel?: "info",
): Promise<Result> {
  const stack = await startStack(logLevel);
  try {
    return await measure(stack);
  } finally {
    await stack.stop();
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
