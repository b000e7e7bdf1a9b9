import { describe, expect, it } from "vitest";
import { listDecisions } from "../sync-log/list-decisions";
import { checkSweep } from "./check-sweep";
import { connect, eachStartsFresh, pull, world } from "./connecting.testing";
import { decideSweep } from "./decide-sweep";
import {
  bringBack,
  expire,
  held,
  hideEvents,
  missing,
  numbered,
  pathOf,
  rename,
  review,
  startOver,
} from "./sweep.testing";

eachStartsFresh();

const mia = () => world.ctxOf(world.mia);

/** Five meetings that are all gone, and wait for Mia. */
async function lost(): Promise<string[]> {
  await connect(world.mia);
  await pull(world.mia);
  const ids = await held(5);
  await expire();
  await hideEvents(ids);
  await pull(world.mia);
  expect(await missing()).toEqual(numbered(5));
  return ids;
}

const decide = async (decision: "cancel" | "keep") =>
  decideSweep(mia(), { decision, asOf: (await review())?.asOf ?? "", of: "all-but", events: [] });

/** What the sync log says about each event, by its title. */
async function said(): Promise<Record<string, string>> {
  const { rows } = await listDecisions(mia(), { q: "" });
  expect(rows.every(({ meeting }) => meeting !== null)).toBe(true);
  return Object.fromEntries(rows.map(({ title, rule, result }) => [title ?? "?", `${result} ${rule}`]));
}

const all = (word: string, titles = numbered(5)) => Object.fromEntries(titles.map((title) => [title, word]));

describe("what the sync log says about losses that nobody acts on (RULES N1, N4)", () => {
  it("they wait for their person's word, newest first, and can be found by whom they are with", async () => {
    await lost();
    expect(await said()).toEqual(all("logged held-back"));
    expect((await listDecisions(mia(), { q: "lee@client.test" })).rows).toHaveLength(5);
  });

  it("kept, through another lost cursor, until one is back", async () => {
    const ids = await lost();
    await decide("keep");
    expect(await said()).toEqual(all("logged kept"));
    await startOver();
    expect(await said()).toEqual(all("logged kept"));
    await bringBack(ids.slice(0, 1));
    await rename(ids[0] ?? "", "Back again");
    await pull(world.mia);
    expect(await said()).toEqual({
      ...all("logged kept", numbered(5).slice(1)),
      "Back again": "logged logged",
    });
  });

  it("cancelled on their word", async () => {
    await lost();
    await decide("cancel");
    expect(await said()).toEqual(all("logged cancelled"));
  });

  it("found again, and the others go on waiting", async () => {
    const ids = await lost();
    await bringBack(ids.slice(0, 2));
    await checkSweep(mia());
    await pull(world.mia);
    expect(await said()).toEqual({
      ...all("logged logged", numbered(5).slice(0, 2)),
      ...all("logged held-back", numbered(5).slice(2)),
    });
  });

  it("of an event that is private to its owner it tells that it waits, and nothing else", async () => {
    const ids = await lost();
    await bringBack(ids);
    for (const id of ids) await world.act("PATCH", pathOf(id), { visibility: "private" });
    await checkSweep(mia());
    await pull(world.mia);
    await hideEvents(ids);
    await startOver();
    const { rows } = await listDecisions(mia(), { q: "" });
    expect(rows.map(({ title, guests }) => [title, guests])).toEqual(ids.map(() => [null, null]));
  });
});
