import { runSandbox } from "../desk/process";
import { startGoogleSandbox } from "./server";

runSandbox("Google sandbox", startGoogleSandbox);
