import { everyKill } from "./every-kill.testing";
import { CARA } from "./people";

everyKill(CARA, 3);
