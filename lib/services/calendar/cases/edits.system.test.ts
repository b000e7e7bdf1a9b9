import { edits } from "./edits.testing";
import { identity } from "./identity.testing";
import { playCases } from "./play.testing";

playCases("edits, deletions and identity (providers section 9)", [...edits, ...identity]);
