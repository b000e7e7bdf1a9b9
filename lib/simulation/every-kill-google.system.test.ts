import { everyKill } from "./every-kill.testing";
import { MIA } from "./people";

everyKill(MIA, 1);
