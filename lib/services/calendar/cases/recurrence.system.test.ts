import { playCases } from "./play.testing";
import { recurrence } from "./recurrence.testing";
import { seriesAsAWhole } from "./series-as-a-whole.testing";

playCases("recurrence (providers section 9)", [...recurrence, ...seriesAsAWhole]);
