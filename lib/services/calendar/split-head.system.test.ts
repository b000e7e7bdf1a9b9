import { describe, expect, it } from "vitest";
import { opensConnected, pathOf, saysEachSlot, slot, times, weekly, world } from "./weekly.testing";

opensConnected();

/** "This and following" from the second slot on, under another title; then what came before is deleted. */
async function splitAndBehead(series: string, summary: string): Promise<void> {
  expect((await world.act("PATCH", `${slot(series, 2)}?scope=following`, { summary })).status).toBe(200);
  expect((await world.act("DELETE", `${pathOf(series)}?scope=all`)).status).toBeLessThan(300);
}

const shown = async (title: string) =>
  (await world.meetingsOf(world.mia, world.lee))
    .filter((card) => card.title.startsWith(title))
    .map((card) => `${card.title}${card.cancelled ? " (canceled)" : ""}`)
    .sort();

describe("a split series whose beginning is deleted (RULES section 9, cases 45 and 48)", () => {
  it("is on timelines from its next part on, when nobody had read it before", async () => {
    const series = await weekly("Untold");
    await splitAndBehead(series, "Untold, part two");
    await world.pull(world.mia);
    expect(await shown("Untold")).toEqual(["Untold, part two"]);
  });

  it("keeps the part that stands, also where its first slot had a card of its own", async () => {
    const series = await weekly("Told");
    await world.pull(world.mia);
    await world.act("PATCH", `${slot(series, 2)}?scope=this`, times(10, "15"));
    await world.pull(world.mia);
    await splitAndBehead(series, "Told, part two");
    // On Outlook nothing marks a split: the changed slot stays the first series', and goes with it.
    const canceled = world.desk.provider === "google" ? 1 : 2;
    for (const _again of [1, 2]) {
      await world.pull(world.mia);
      expect(await shown("Told")).toEqual([...Array(canceled).fill("Told (canceled)"), "Told, part two"]);
    }
  });

  it("keeps the part that stands, where its card came first and the beginning is deleted later", async () => {
    const series = await weekly("Later");
    await world.pull(world.mia);
    await world.act("PATCH", `${slot(series, 2)}?scope=following`, { summary: "Later, part two" });
    await world.pull(world.mia);
    await world.act("DELETE", `${pathOf(series)}?scope=all`);
    await world.pull(world.mia);
    expect(await shown("Later")).toEqual(["Later (canceled)", "Later, part two"]);
  });
});

describe("a series that ends earlier than it did", () => {
  const retitle = (series: string, nth: number, summary: string) =>
    world.act("PATCH", `${slot(series, nth)}?scope=this`, { summary });

  it.each([true, false])(
    "calls off what had a card and lies behind its end (case 45), each told: %s",
    async (each) => {
      await saysEachSlot(each);
      const name = `Ends, ${each}`;
      const series = await weekly(name);
      await world.pull(world.mia);
      for (const nth of [2, 4, 5]) await retitle(series, nth, `${name}, slot ${nth}`);
      await world.pull(world.mia);
      expect(await shown(name)).toEqual([name, ...[2, 4, 5].map((nth) => `${name}, slot ${nth}`)]);
      expect((await world.act("DELETE", `${slot(series, 4)}?scope=following`)).status).toBeLessThan(300);
      for (const _again of [1, 2]) {
        await world.pull(world.mia);
        const titles = await shown(name);
        expect(titles.slice(-2)).toEqual([`${name}, slot 4 (canceled)`, `${name}, slot 5 (canceled)`]);
        expect(titles).toHaveLength(4);
      }
    },
  );
});
