import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import type { SandboxPerson } from "../../google/people";
import { startGoogleSandbox } from "../../google/server";
import { BOB, CLIENT as GOOGLE_CLIENT, LEE, MIA } from "../../google/testing/sandbox";
import { startMicrosoftSandbox } from "../../microsoft/server";
import { CLIENT as MICROSOFT_CLIENT } from "../../microsoft/testing/sandbox";

/** Mia has a calendar at both providers, Lee only at Microsoft, Bob only at Google. */
const people = (away: string): SandboxPerson[] => [
  { email: MIA, name: "Mia Berg", timeZone: "Europe/Berlin", role: "rep" },
  { email: BOB, name: "Bob Ray", timeZone: "Europe/London", role: "guest", elsewhere: away === BOB },
  { email: LEE, name: "Lee Park", timeZone: "America/New_York", role: "guest", elsewhere: away === LEE },
];

/** Both sandboxes on free ports, each with the other's address. */
export async function startBoth() {
  const [googlePort, microsoftPort] = [await freePort(), await freePort()];
  const google = await startGoogleSandbox({
    port: googlePort,
    people: people(LEE),
    neighbour: `http://localhost:${microsoftPort}`,
    ...GOOGLE_CLIENT,
  });
  const microsoft = await startMicrosoftSandbox({
    port: microsoftPort,
    people: people(BOB),
    neighbour: google.origin,
    ...MICROSOFT_CLIENT,
  });
  const close = () => Promise.all([google.close(), microsoft.close()]);
  return { google: google.origin, microsoft: microsoft.origin, close };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
