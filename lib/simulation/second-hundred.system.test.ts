import { playHundred } from "./hundred.testing";

playHundred(2_000);
