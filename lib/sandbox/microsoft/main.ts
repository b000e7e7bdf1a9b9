import { runSandbox } from "../desk/process";
import { startMicrosoftSandbox } from "./server";

runSandbox("Microsoft sandbox", startMicrosoftSandbox);
