import {
  type BrowserContext,
  test as base,
  expect,
  type Page,
  type PlaywrightWorkerArgs,
} from "@playwright/test";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import { SandboxCalendar } from "./calendar";
import { ensureConnected } from "./connecting";
import { mei, tom } from "./people";
import { createRecord, type MadeRecord } from "./records";
import { otherSide, type Side, sides } from "./sides";
import { signIn } from "./signing-in";
import { readStack } from "./stack";

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

type OwnWorld = {
  /** Mei's and Tom's sessions, each from one real sign-in. */
  sessions: { mei: State; tom: State };
};

/** What a project of the configuration chooses: the same journeys run with each provider. */
export type Options = { provider: ProviderName };

type Story = {
  /** The provider of this run, with its words. */
  side: Side;
  /** The sandboxed calendars, to act in as anybody; trouble left behind by another journey is over. */
  calendar: SandboxCalendar;
  /** The same at the other provider. */
  otherCalendar: SandboxCalendar;
  /** Mei's calendar, connected through the consent pages. */
  connectedCalendar: SandboxCalendar;
  /** A window in which Tom, who is no administrator, is signed in. */
  tomsPage: Page;
  aContact: MadeRecord;
  aCompany: MadeRecord;
  aDeal: MadeRecord;
  aTicket: MadeRecord;
  /** What no page may ever do: throw, or break its own content security policy. */
  noSurprises: string[];
};

/** Every journey starts signed in as Mei, unless it says otherwise. */
export const test = base.extend<Options & Story, OwnWorld>({
  provider: ["google", { option: true }],
  side: ({ provider }, use) => use(sides[provider]),
  sessions: [
    async ({ browser }, use) => {
      const start = async (email: string): Promise<State> => {
        const context = await browser.newContext({ baseURL: readStack().appUrl });
        const page = await context.newPage();
        await page.goto("/sign-in");
        await signIn(page, email);
        await page.waitForURL("**/contacts");
        const state = await context.storageState();
        await context.close();
        return state;
      };
      await use({ mei: await start(mei.email), tom: await start(tom.email) });
    },
    { scope: "worker", timeout: 60_000 },
  ],
  storageState: ({ sessions }, use) => use(sessions.mei),
  calendar: ({ playwright, side }, use) => withCalendar(playwright, side, use),
  otherCalendar: ({ playwright, side }, use) => withCalendar(playwright, otherSide(side), use),
  connectedCalendar: async ({ calendar, page, side }, use) => {
    await ensureConnected(page, side, mei);
    await use(calendar);
  },
  tomsPage: async ({ browser, sessions }, use) => {
    const context = await browser.newContext({ storageState: sessions.tom });
    await use(await context.newPage());
    await context.close();
  },
  aContact: async ({ page }, use) => use(await createRecord(page, "contact")),
  aCompany: async ({ page }, use) => use(await createRecord(page, "company")),
  aDeal: async ({ page }, use) => use(await createRecord(page, "deal")),
  aTicket: async ({ page }, use) => use(await createRecord(page, "ticket")),
  noSurprises: [
    async ({ page }, use) => {
      const surprises: string[] = [];
      page.on("pageerror", (error) => surprises.push(`${page.url()} threw ${error.message}`));
      page.on("console", (message) => {
        if (/content security policy|hydrat/i.test(message.text())) surprises.push(message.text());
      });
      await use(surprises);
      expect(surprises).toEqual([]);
    },
    { auto: true },
  ],
});

async function withCalendar(
  playwright: PlaywrightWorkerArgs["playwright"],
  side: Side,
  use: (calendar: SandboxCalendar) => Promise<void>,
): Promise<void> {
  const baseURL = readStack().sandboxUrls[side.provider];
  const api = await playwright.request.newContext({ baseURL });
  const calendar = new SandboxCalendar(api, side);
  await calendar.endTrouble();
  await use(calendar);
  await calendar.endTrouble();
  await api.dispose();
}

export { expect };
