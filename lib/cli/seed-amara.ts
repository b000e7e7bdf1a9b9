import type { SeedActivity } from "./seed-activity";
import { contactId } from "./seed-records";
import type { SeedUser, World } from "./seed-world";

const amara = contactId("amara@northwind.example");
const jon = contactId("jon@northwind.example");

/** What is on Amara Lindqvist's timeline by hand: the record a newcomer looks at first. */
export const amaraActivities = (world: World): SeedActivity[] => [...coming(world), ...past(world)];

const meetingOf = (host: SeedUser) => ({
  host,
  zone: host.zone,
  minutes: 45,
  note: null,
  where: "link" as const,
});

function coming(world: World): SeedActivity[] {
  const [mei] = world.users;
  const meeting = meetingOf(mei);
  return [
    {
      key: "amara/renewal-terms",
      kind: "meeting",
      at: world.at(3, "14:00"),
      title: "Renewal terms: walk through the draft",
      author: mei,
      contacts: [amara, jon],
      meeting: { ...meeting, replies: ["accepted", "awaiting"], outcome: "Scheduled" },
    },
    {
      key: "amara/weekly",
      kind: "meeting",
      at: world.at(5, "10:00"),
      title: "Weekly check-in",
      author: mei,
      contacts: [amara],
      meeting: { ...meeting, minutes: 30, replies: ["accepted"], outcome: "Scheduled", repeats: true },
    },
  ];
}

function past(world: World): SeedActivity[] {
  const [mei] = world.users;
  return [
    {
      key: "amara/call",
      kind: "call",
      at: world.at(-3, "09:12"),
      title: "Call with Amara",
      body: "Legal signed off the DPA. She wants the renewal with net-45 terms and a named support contact.",
      author: mei,
      contacts: [amara],
      call: { outcome: "Connected", direction: "Outbound", minutes: 6 },
    },
    {
      key: "amara/note",
      kind: "note",
      at: world.at(-5, "15:40"),
      title: "Note by Mei Kowalska",
      body: "Budget owner moved to Jon Bell in Q4. Loop him in before we send numbers.",
      author: mei,
      contacts: [amara],
    },
    {
      key: "amara/review",
      kind: "meeting",
      at: world.at(-24, "13:00"),
      title: "Quarterly review",
      author: mei,
      contacts: [amara, jon],
      meeting: {
        ...meetingOf(mei),
        replies: ["declined", "accepted"],
        outcome: "Canceled",
        cancelledAt: world.at(-25, "16:20"),
      },
    },
  ];
}
