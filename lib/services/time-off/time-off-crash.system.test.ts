import { describe, expect, it } from "vitest";
import type { Ctx } from "../context";
import { systemCtx } from "../wiring";
import { pushTimeOff } from "./push";
import {
  add,
  change,
  eachStartsAtWork,
  form,
  mailed,
  mine,
  pull,
  push,
  remove,
  shown,
  titles,
  work,
  world,
} from "./time-off.testing";

eachStartsAtWork();

const there = { note: "Dentist", standing: "in-calendar", reason: null, source: "crm" };
const lostAnswer = (method: string) =>
  world.act("POST", "/trouble", { kind: "drop-connection-after-write", method });

class Crash extends Error {}

/** The system's own context, which dies in the transaction after the provider has answered. */
function dyingAfterTheAnswer(): Ctx {
  const base = systemCtx(world.accountId, "test");
  let answered = false;
  const dies = <T>(call: Promise<T>): Promise<T> =>
    call.then((answer) => {
      answered = true;
      return answer;
    });
  return {
    ...base,
    now: () => {
      if (answered) throw new Crash("killed");
      return base.now();
    },
    providers: {
      ...base.providers,
      writer: (name, line) => {
        const writer = base.providers.writer(name, line);
        return {
          ...writer,
          putTimeOff: (access, draft) => dies(writer.putTimeOff(access, draft)),
          changeTimeOff: (access, edit) => dies(writer.changeTimeOff(access, edit)),
          removeTimeOff: (access, event) => dies(writer.removeTimeOff(access, event)),
        };
      },
    },
  };
}

const crash = (id: string) => expect(pushTimeOff(dyingAfterTheAnswer(), id)).rejects.toBeInstanceOf(Crash);

describe("a crash between the provider's answer and our commit (RULES O1)", () => {
  it.each<[string, () => Promise<unknown>]>([
    ["the job runs again", work],
    ["the calendar tells of it first", pull],
  ])("of an insert: one event, one entry; %s", async (_who, next) => {
    const input = form();
    await add(input);
    await crash(input.id);
    await next();
    await work();
    await pull();
    expect(await mine()).toEqual([there]);
    expect(await titles()).toEqual(["Dentist"]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["the job runs again", work],
    ["the calendar tells of it first", pull],
  ])("of a change, also when it is changed once more before that is known; %s", async (_who, next) => {
    const input = form();
    await add(input);
    await work();
    await change({ ...input, note: "Surgery" });
    await crash(input.id);
    await next();
    expect(await mine()).toEqual([{ ...there, note: "Surgery" }]);
    await change({ ...input, note: "Second" });
    await crash(input.id);
    await change({ ...input, note: "Third" });
    await next();
    await work();
    await work();
    await pull();
    expect(await mine()).toEqual([{ ...there, note: "Third" }]);
    expect(await titles()).toEqual(["Third"]);
  });

  it("of a removal: it is done, and nothing comes back", async () => {
    const input = form();
    await add(input);
    await work();
    await remove(input.id);
    await crash(input.id);
    await push(input.id);
    await pull();
    expect(await shown()).toEqual([]);
    expect(await mine()).toEqual([]);
  });

  it("an answer that was lost on the way is looked for, whatever was wanted since", async () => {
    const [kept, edited, dropped] = [
      form({ note: "Kept" }),
      form({ note: "Edited" }),
      form({ note: "Dropped" }),
    ];
    for (const input of [kept, edited, dropped]) {
      await add(input);
      await lostAnswer("POST");
      await expect(push(input.id)).rejects.toMatchObject({ kind: "temporary" });
    }
    await change({ ...edited, note: "Edited since" });
    await remove(dropped.id);
    for (let nth = 0; nth < 3; nth += 1) await work();
    await pull();
    expect(await titles()).toEqual(["Edited since", "Kept"]);
    expect((await mine()).map((entry) => [entry.note, entry.standing])).toEqual([
      ["Kept", "in-calendar"],
      ["Edited since", "in-calendar"],
    ]);
    expect(await mailed()).toEqual([]);
  });
});
