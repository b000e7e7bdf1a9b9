import type { Browser, Page } from "@playwright/test";
import { demoPassword, demoUsers } from "@/lib/cli/demo-people";
import { type Figure, repeat, timed } from "./figures";
import type { BenchProvider, BenchStack } from "./stack";

const rep = demoUsers[0]?.email ?? "";

const doors = {
  google: { slug: "google-calendar", agree: "Allow", name: "Google" },
  microsoft: { slug: "outlook-calendar", agree: "Accept", name: "Outlook" },
} as const;

/** Signs in and connects the rep's calendar through the pages, as a person does. */
export async function openConnected(
  browser: Browser,
  stack: BenchStack,
  provider: BenchProvider,
): Promise<Page> {
  const { slug, agree } = doors[provider];
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${stack.appUrl}/marketplace/${slug}`);
  await page.getByLabel("Email").fill(rep);
  await page.getByLabel("Password").fill(demoPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Connect app" }).click();
  await page.getByText(rep).first().click();
  await page.getByRole("button", { name: agree }).click();
  await page.getByRole("dialog", { name: /is installed/ }).waitFor();
  return page;
}

/** From a change in the calendar to the same words on an open record page, which is never reloaded. */
export async function changeToPage(
  page: Page,
  stack: BenchStack,
  provider: BenchProvider,
  runs: number,
): Promise<Figure> {
  await page.goto(`${stack.appUrl}/contacts?q=amara`);
  await page.getByRole("link", { name: "Amara Lindqvist" }).click();
  await page.getByRole("heading", { name: "Amara Lindqvist", exact: true }).waitFor();
  await page.getByText("Calendar in sync").waitFor();
  const events = `${stack.sandboxUrls[provider]}/sandbox/people/${rep}/events`;
  const start = new Date(Date.now() + 86_400_000).toISOString();
  const end = new Date(Date.now() + 86_400_000 + 1_800_000).toISOString();
  const created = await send("POST", events, {
    summary: "Bench warm-up",
    start: { dateTime: start },
    end: { dateTime: end },
    attendees: [{ email: "amara@northwind.example" }],
  });
  await page.getByRole("article", { name: "Bench warm-up" }).waitFor();
  const samples = await repeat(runs, (run) =>
    timed(async () => {
      const title = `Bench change ${run + 1}`;
      const seen = page.getByRole("article", { name: title, exact: true }).waitFor();
      await send("PATCH", `${events}/${created.id}`, { summary: title });
      await seen;
    }),
  );
  return { name: `${doors[provider].name}: change → visible on the open page`, samples };
}

async function send(method: string, url: string, body: unknown): Promise<{ id: string }> {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the sandbox answered ${answer.status} to ${method}`);
  return { id: "", ...Object(await answer.json()) };
}
