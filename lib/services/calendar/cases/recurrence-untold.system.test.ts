import { describe } from "vitest";
import { providerUnderTest } from "../../testing/desk";
import { playCases } from "./play.testing";
import { recurrence } from "./recurrence.testing";
import { seriesAsAWhole } from "./series-as-a-whole.testing";

/** What Outlook may leave out of its rounds, and what it may repeat (providers sections 3.3 and 10). */
const tellsLess = {
  sendsMasters: false,
  saysRemovedSlots: false,
  instanceUid: "none",
  startsWithEmptyPage: false,
  largestPage: 20,
  expiredStateStatus: 400,
};

describe.runIf(providerUnderTest() === "microsoft")("where Outlook tells less (providers section 10)", () => {
  playCases("recurrence", [...recurrence, ...seriesAsAWhole], tellsLess);
});
