import { faults } from "./faults.testing";
import { messages } from "./messages.testing";
import { playCases } from "./play.testing";

playCases("transport (providers section 9)", [...messages, ...faults]);
