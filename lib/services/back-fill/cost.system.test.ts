import { expect, it } from "vitest";
import { LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { cards, confirm, connectMia, count, eachStartsFresh, now, walk, world } from "./earlier.testing";
import { startBackFill } from "./start";

eachStartsFresh();

type Call = { method: string; path: string };
const calls = async (): Promise<Call[]> => (await world.act("GET", "/requests")).json.requests;

it("lists a calendar page by page, one job each, and asks for no event by itself", async () => {
  const filling = { email: MIA, name: "Filled", count: 450, guests: [LEE], guestsEach: 1 };
  await world.act("POST", "/fill", { ...filling, created: "2026-01-05T09:00:00.000Z" });
  await connectMia();
  const before = (await calls()).length;
  await startBackFill(world.ctxOf(world.mia), { days: 30 });
  const jobs = await walk();
  // Google: 250 a page. Outlook: 200 a page of single events and series, and again of the view that shows occurrences.
  const pages = world.desk.provider === "google" ? 2 : 6;
  expect(jobs).toBe(pages);
  const asked = (await calls()).slice(before).filter(({ path }) => !path.endsWith("/token"));
  expect(asked).toHaveLength(pages);
  expect(await now()).toMatchObject({ state: "ready", meetings: 450, considered: 450 });
  expect(await confirm()).toMatchObject({ state: "done", meetings: 450, considered: 450 });
  expect(await cards()).toHaveLength(450);
  expect(await count(30)).toMatchObject({ meetings: 0 });
}, 60_000);
