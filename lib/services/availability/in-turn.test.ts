import { describe, expect, it } from "vitest";
import { inTurn, within } from "./in-turn";

/** A piece of work that ends when told to. */
function piece<T>() {
  let end: (value: T) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const done = new Promise<T>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { done, end, fail };
}

describe("inTurn", () => {
  it("lets one at a time work for a key, also after a failure, and other keys meanwhile", async () => {
    const begun: string[] = [];
    const [first, second] = [piece<string>(), piece<string>()];
    const start = (name: string, key: string, work: Promise<string>) =>
      inTurn(key, () => {
        begun.push(name);
        return work;
      });
    const one = start("one", "a", first.done);
    const two = start("two", "a", second.done);
    expect(await start("elsewhere", "b", Promise.resolve("b"))).toBe("b");
    expect(begun).toEqual(["one", "elsewhere"]);
    first.fail(new Error("broken"));
    await expect(one).rejects.toThrow("broken");
    second.end("well");
    expect(await two).toBe("well");
    expect(begun).toEqual(["one", "elsewhere", "two"]);
  });
});

describe("within", () => {
  it("answers in time, gives up when it is late, and says so to the work", async () => {
    expect(await within(5_000, async () => "in time")).toBe("in time");
    const never = piece<string>();
    let heard: AbortSignal | undefined;
    const late = within(5, (signal) => {
      heard = signal;
      return never.done;
    });
    expect(await late).toBeNull();
    expect(heard?.aborted).toBe(true);
  });
  it("passes a failure on", async () => {
    await expect(within(5_000, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  });
});
