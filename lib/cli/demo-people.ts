export type Person = { email: string; name: string; timeZone: string; role: "admin" | "member" | "guest" };

/** The demo account's users; the first is who the demo's sign-in names. */
export const demoUsers = [
  { email: "demo@almanac.example", name: "Mei Kowalska", timeZone: "Europe/Warsaw", role: "admin" },
  { email: "tom@almanac.example", name: "Tom Okafor", timeZone: "Europe/London", role: "member" },
  { email: "sofia@almanac.example", name: "Sofia Reyes", timeZone: "America/New_York", role: "member" },
] as const satisfies readonly Person[];

/** Contacts of the demo account who have a calendar in the sandbox, so that one can answer as them. */
export const demoGuests = [
  { email: "amara@northwind.example", name: "Amara Lindqvist", timeZone: "Europe/Stockholm", role: "guest" },
  { email: "jon@northwind.example", name: "Jon Bell", timeZone: "Europe/London", role: "guest" },
  { email: "yichun@harbor.example", name: "陳怡君", timeZone: "Asia/Taipei", role: "guest" },
  { email: "zoe@orbit.example", name: "Zoë Núñez", timeZone: "Europe/Madrid", role: "guest" },
  { email: "priya@orbit.example", name: "Priya Raman", timeZone: "Asia/Kolkata", role: "guest" },
  { email: "lee@brightside.example", name: "Lee Park", timeZone: "America/Los_Angeles", role: "guest" },
] as const satisfies readonly Person[];

export const demoPassword = "almanac-demo";
