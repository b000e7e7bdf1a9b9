import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { SandboxCalendar } from "./calendar";
import { ensureConnected } from "./connecting";
import { mei, tom } from "./people";
import { createRecord, type MadeRecord } from "./records";
import { signIn } from "./signing-in";
import { readStack } from "./stack";

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

type OwnWorld = {
  /** Mei's and Tom's sessions, each from one real sign-in. */
  sessions: { mei: State; tom: State };
};

type Story = {
  /** The sandboxed calendars, to act in as anybody; trouble left behind by another journey is over. */
  calendar: SandboxCalendar;
  /** Mei's Google calendar, connected through the consent pages. */
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
export const test = base.extend<Story, OwnWorld>({
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
  calendar: async ({ playwright }, use) => {
    const api = await playwright.request.newContext({ baseURL: readStack().sandboxUrl });
    const calendar = new SandboxCalendar(api);
    await calendar.endTrouble();
    await use(calendar);
    await calendar.endTrouble();
    await api.dispose();
  },
  connectedCalendar: async ({ calendar, page }, use) => {
    await ensureConnected(page, mei);
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

export { expect };
