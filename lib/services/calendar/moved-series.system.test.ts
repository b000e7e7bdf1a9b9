import { describe, expect, it } from "vitest";
import { inDays } from "@/lib/sandbox/google/testing/sandbox";
import { opensConnected, pathOf, saysEachSlot, slot, times, weekly, world } from "./weekly.testing";

opensConnected();

/** The series with what is changed of it: two that have other titles, one that is moved, one that is called off. */
async function changed(summary: string): Promise<string> {
  const series = await weekly(summary);
  await world.pull(world.mia);
  for (const nth of [2, 3])
    await world.act("PATCH", `${slot(series, nth)}?scope=this`, { summary: `${summary}, slot ${nth}` });
  await world.act("PATCH", `${slot(series, 4)}?scope=this`, times(25, "15"));
  await world.act("DELETE", `${slot(series, 5)}?scope=this`);
  await world.pull(world.mia);
  return series;
}

const at = (day: number, hour = "10") => inDays(day, `${hour}:00`).slice(0, 16);

const shown = async (title: string) =>
  (await world.meetingsOf(world.mia, world.lee))
    .filter((card) => card.title.startsWith(title))
    .sort((one, other) => (one.start < other.start ? -1 : 1))
    .map((card) => `${card.start.slice(0, 16)} ${card.title}${card.cancelled ? " (canceled)" : ""}`);

const off = (line: string) => `${line} (canceled)`;

describe("a series that is moved, with what had changed of it (RULES section 9)", () => {
  it.each([true, false])(
    "to other days: what is on none of them is called off, each told: %s",
    async (each) => {
      await saysEachSlot(each);
      const name = `Next day, ${each}`;
      const series = await changed(name);
      const before = [at(10), at(17), at(25, "15"), at(31)];
      const titles = [`${name}, slot 2`, `${name}, slot 3`, name, off(name)];
      expect(await shown(name)).toEqual([
        `${at(3)} ${name}`,
        ...before.map((day, nth) => `${day} ${titles[nth]}`),
      ]);
      const change = { ...times(4), recurrence: ["RRULE:FREQ=WEEKLY;COUNT=6"] };
      expect((await world.act("PATCH", `${pathOf(series)}?scope=all`, change)).status).toBe(200);
      for (const _again of [1, 2]) {
        await world.pull(world.mia);
        expect(await shown(name)).toEqual([
          `${at(4)} ${name}`,
          ...before.map((day, nth) => (nth === 3 ? `${day} ${titles[nth]}` : off(`${day} ${titles[nth]}`))),
        ]);
      }
    },
  );

  it.each([true, false])(
    "to every other week: what it leaves out is called off, each told: %s",
    async (each) => {
      await saysEachSlot(each);
      const name = `Fortnight, ${each}`;
      const series = await changed(name);
      const change = { ...times(3), recurrence: ["RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=6"] };
      expect((await world.act("PATCH", `${pathOf(series)}?scope=all`, change)).status).toBe(200);
      // Outlook puts back what was changed on days it keeps.
      const kept = world.desk.provider === "microsoft" ? name : `${name}, slot 3`;
      for (const _again of [1, 2]) {
        await world.pull(world.mia);
        expect(await shown(name)).toEqual([
          `${at(3)} ${name}`,
          off(`${at(10)} ${name}, slot 2`),
          `${at(17)} ${kept}`,
          off(`${at(25, "15")} ${name}`),
          off(`${at(31)} ${name}`),
        ]);
      }
    },
  );
});
