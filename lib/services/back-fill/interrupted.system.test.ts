import { afterEach, describe, expect, it } from "vitest";
import { ProviderError } from "@/lib/domain/errors";
import { inDays } from "@/lib/sandbox/google/testing/sandbox";
import { disconnectCalendar } from "../calendar/disconnect";
import { cancelBackFill } from "./cancel";
import { confirmBackFill } from "./confirm";
import {
  addEvent,
  addFive,
  begin,
  cancel,
  cards,
  confirm,
  connectMia,
  count,
  eachStartsFresh,
  edit,
  job,
  logIt,
  mailbox,
  mia,
  narrow,
  now,
  owner,
  remove,
  state,
  titles,
  walk,
  world,
} from "./earlier.testing";
import { startBackFill } from "./start";
import { walkBackFill } from "./walk";

eachStartsFresh();

/** Ends, in its middle, every page that logs this meeting: all of its transaction is undone, as a kill undoes it. */
async function breakAt(title: string): Promise<void> {
  await owner.unsafe(`
    create or replace function broken() returns trigger language plpgsql as $$ begin
      if new.title = '${title}' then raise exception 'broken on purpose'; end if;
      return new; end $$;
    create or replace trigger broken after insert on activities for each row execute function broken();`);
}
const mendDatabase = () => owner`drop trigger if exists broken on activities`;
afterEach(() => mendDatabase());

describe("a back-fill that is interrupted (RULES N3)", () => {
  it("goes on after a kill in the middle of any page, in either pass, and comes to the same end", async () => {
    await addFive();
    await connectMia();
    const id = await begin();
    for (const title of titles) {
      await breakAt(title);
      for (let step = 0; step < 6; step += 1) await walkBackFill(narrow(1), id);
      expect(await now()).toMatchObject({ state: "counting", reason: expect.stringMatching(/on our side/) });
      await mendDatabase();
    }
    await walk(narrow(1));
    expect(await now()).toMatchObject({ state: "ready", meetings: 5, considered: 5, reason: null });
    await logIt();
    for (const [nth, title] of titles.entries()) {
      await breakAt(title);
      for (let step = 0; step < 6; step += 1) await walkBackFill(narrow(1), id);
      expect(await cards()).toEqual(titles.slice(0, nth));
      await mendDatabase();
    }
    await walk(narrow(1));
    expect(await now()).toMatchObject({ state: "done", meetings: 5, considered: 5 });
    expect(await cards()).toEqual(titles);
  });

  it("comes to the same end with two workers on every page", async () => {
    const weekly = await addEvent("Weekly", { days: -14, recurrence: ["RRULE:FREQ=WEEKLY;COUNT=6"] });
    await remove(world.desk.slotOf(weekly, inDays(-7, "10:00")), "this");
    await edit(world.desk.slotOf(weekly, inDays(0, "10:00")), { summary: "Weekly, once" }, "this");
    await addFive();
    await connectMia();
    const id = await begin();
    const both = async () => {
      for (let page = 0; page < 12; page += 1)
        await Promise.all([walkBackFill(narrow(2), id), walkBackFill(narrow(2), id)]);
    };
    await both();
    expect(await now()).toMatchObject({ state: "ready", meetings: 8 });
    await logIt();
    await both();
    expect(await now()).toMatchObject({ state: "done", meetings: 8 });
    expect(await cards()).toEqual([...titles, "Weekly", "Weekly", "Weekly, once"].sort(byPlace));
  });

  it("starts over, without doubling anything, where the provider forgets the page it had got to", async () => {
    await addFive();
    await connectMia();
    let forgets = 0;
    const forgetful = () =>
      narrow(2, async () => {
        const { considered } = await now();
        if (considered === 4 && forgets < 1) {
          forgets += 1;
          throw new ProviderError("cursor-expired", "forgotten");
        }
      });
    await begin();
    await walk(forgetful());
    expect(await now()).toMatchObject({ state: "ready", meetings: 5, considered: 5 });
    forgets = 0;
    await logIt();
    await walk(forgetful());
    expect(await now()).toMatchObject({ state: "done", meetings: 5, considered: 5 });
    expect(await cards()).toEqual(titles);
  });
});

/** Our series begin two weeks back, before the five single ones end. */
const place = new Map([
  ...titles.map((title, nth): [string, number] => [title, nth - 20]),
  ["Weekly, once", 0],
]);
function byPlace(one: string, other: string): number {
  const at = (title: string) => place.get(title) ?? -14;
  return at(one) - at(other);
}

describe("cancelling a back-fill", () => {
  it("while it counts leaves nothing, and while it logs keeps what is logged and stops", async () => {
    await addFive();
    await connectMia();
    const id = await begin();
    await walkBackFill(narrow(2), id);
    expect(await cancel()).toMatchObject({ state: "cancelled", meetings: 0, planned: null });
    expect(await owner`select from back_fill_matches`).toHaveLength(0);
    await walkBackFill(narrow(2), id);
    expect(await now()).toMatchObject({ state: "cancelled", considered: 2 });
    await count(30);
    await logIt();
    const running = (await now()).id;
    await walkBackFill(narrow(2), running);
    expect(await cancel()).toMatchObject({ state: "cancelled", meetings: 2 });
    await walkBackFill(narrow(2), running);
    expect(await cards()).toEqual(["One", "Two"]);
    expect(await count(30)).toMatchObject({ meetings: 3 });
    expect(await confirm()).toMatchObject({ state: "done", meetings: 3 });
    expect(await cards()).toEqual(titles);
  });

  it("drops the page that is on its way, and can be done twice", async () => {
    await addFive();
    await connectMia();
    await count(30);
    await logIt();
    const { id } = await now();
    await walkBackFill(
      narrow(2, async (page) => void (page === 0 && (await cancel()))),
      id,
    );
    expect(await cancel()).toMatchObject({ state: "cancelled", meetings: 0 });
    expect(await cards()).toEqual([]);
  });

  it("happens by itself when the calendar is disconnected, and the next one begins afresh", async () => {
    await addFive();
    await connectMia();
    await count(30);
    await logIt();
    const { id } = await now();
    await walkBackFill(narrow(2), id);
    await disconnectCalendar(mia());
    expect(await state()).toBeNull();
    await walkBackFill(job(), id);
    expect(await cards()).toEqual(["One", "Two"]);
    await world.connect(world.mia, "connect");
    const reason = "The calendar was disconnected.";
    expect(await now()).toMatchObject({ state: "cancelled", meetings: 2, reason });
    expect(await count(30)).toMatchObject({ meetings: 3 });
  });
});

describe("who may, and when", () => {
  it("is one at a time, a count is replaced by the next, and what is logging is not", async () => {
    await addFive();
    await connectMia();
    const first = await begin();
    const second = await begin();
    expect(second).not.toBe(first);
    await expect(confirmBackFill(mia(), { id: first })).rejects.toThrow("This count is over.");
    await walk();
    await logIt();
    await logIt();
    await expect(startBackFill(mia(), { days: 90 })).rejects.toThrow("being logged already");
    await walk();
    expect(await cards()).toEqual(titles);
    expect((await confirmBackFill(mia(), { id: second })).state).toBe("done");
  });

  it("is each person's own: nobody else's can be seen, confirmed or cancelled", async () => {
    await connectMia();
    const id = await begin();
    const bob = world.ctxOf(world.bob);
    await expect(confirmBackFill(bob, { id })).rejects.toThrow("Connect your calendar first.");
    await expect(cancelBackFill(bob, { id })).rejects.toThrow("does not exist any more");
    await expect(startBackFill(bob, { days: 30 })).rejects.toThrow("Connect your calendar first.");
    expect(await now()).toMatchObject({ state: "counting" });
  });

  it("is open to a viewer too: the calendar is their own", async () => {
    await addFive();
    await connectMia();
    const viewer = world.ctxOf({ ...world.mia, role: "viewer" });
    const { id } = await startBackFill(viewer, { days: 30 });
    await walk();
    expect(await confirmBackFill(viewer, { id })).toMatchObject({ state: "running", planned: 5 });
  });

  it("leaves one job at a time, in the calendar's own queue behind its pulls", async () => {
    await addFive();
    await connectMia();
    await owner`delete from graphile_worker._private_jobs`;
    const id = await begin();
    await walkBackFill(narrow(2), id);
    const rows = await owner<{ key: string; queue: string }[]>`
      select key, queue_name as queue from graphile_worker.jobs`;
    const queue = `connection:${(await mailbox())?.id}`;
    expect([...rows]).toEqual([{ key: `back-fill:${id}`, queue }]);
  });
});
