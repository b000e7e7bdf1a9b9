import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { describeBusy } from "./contract/busy.testing";
import { describeChanging } from "./contract/changing.testing";
import { describeChannels } from "./contract/channels.testing";
import { describeConsent } from "./contract/consent.testing";
import { describeFailures } from "./contract/failures.testing";
import { describeOccurrences } from "./contract/occurrences.testing";
import { describeReading } from "./contract/reading.testing";
import { describeSeries } from "./contract/series.testing";
import { describeSpans } from "./contract/span.testing";
import { describeTimeOff } from "./contract/time-off.testing";
import { describeTokens } from "./contract/tokens.testing";
import { type ContractTraits, type ContractWorld, enter, grantIn } from "./contract/world.testing";
import { describeWriting } from "./contract/writing.testing";

/** Runs the promises of the port (lib/domain/calendar/provider.ts) against one provider. */
export function describeContract(
  name: string,
  traits: ContractTraits,
  makeWorld: () => Promise<ContractWorld>,
): void {
  describe(`${name} keeps the promises of the calendar port`, () => {
    let world: ContractWorld;
    beforeAll(async () => {
      world = await makeWorld();
    });
    afterAll(() => world.close());
    beforeEach(async () => {
      await world.calm();
      enter(world, traits, (await grantIn(world)).credentials);
    });
    describe("consent", () => describeConsent());
    describe("tokens", () => describeTokens());
    describe("reading", () => describeReading(traits));
    describe("series", () => describeSeries());
    describe("occurrences", () => describeOccurrences());
    describe("busy times", () => describeBusy());
    describe("spans", () => describeSpans());
    describe("writing", () => describeWriting());
    describe("changing", () => describeChanging());
    describe("time off", () => describeTimeOff());
    describe("channels", () => describeChannels(traits));
    describe("failures", () => describeFailures(traits));
  });
}
