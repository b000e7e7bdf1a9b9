import { kinds } from "./kinds.testing";
import { playCases } from "./play.testing";
import { privacy } from "./privacy.testing";

playCases("kinds and privacy (providers section 9)", [...kinds, ...privacy]);
