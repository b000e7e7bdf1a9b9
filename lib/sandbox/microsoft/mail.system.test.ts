import { afterEach, describe, expect, it } from "vitest";
import type { InvitationMessage } from "../desk/foreign-mail";
import type { MicrosoftSandbox, MicrosoftSandboxOptions } from "./server";
import { connect, control, inDays, MIA, PREFER, startSandbox } from "./testing/sandbox";

const ZOE = "zoe@elsewhere.test";
const elsewhere = [{ email: ZOE, name: "Zoe Lang", timeZone: "Europe/Paris", role: "guest" as const }];
const call = { subject: "Call", start: inDays(2, "09:00"), end: inDays(2, "10:00") };
const attendees = [{ emailAddress: { address: ZOE } }];
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(more: Partial<MicrosoftSandboxOptions> = {}): Promise<MicrosoftSandbox> {
  const sandbox = await startSandbox(more);
  closers.push(() => sandbox.close());
  return sandbox;
}

/** Two sandboxes that post their mail to each other: one by its door, one by its hook. */
async function neighbours() {
  let home: MicrosoftSandbox | undefined;
  const away = await open({
    people: elsewhere,
    onForeignInvitation: (message) => void home?.receive(message),
  });
  home = await open({ neighbour: away.origin });
  const { graph } = await connect(home.origin, MIA);
  const inbox = async () => (await control(away.origin, "GET", `/outbox?to=${ZOE}`)).json.mails;
  const copies = async () => (await control(away.origin, "GET", `/people/${ZOE}/events`)).json.items;
  return { home, away, graph, inbox, copies };
}

describe("mail between two sandboxes", () => {
  it("carries an invitation with its UID, its changes, the answer and the cancellation", async () => {
    const { away, graph, inbox, copies } = await neighbours();
    const made = await graph
      .api("/me/events")
      .header("Prefer", PREFER)
      .post({ ...call, attendees });
    await expect.poll(copies).toHaveLength(1);
    const [copy] = await copies();
    expect(copy).toMatchObject({ iCalUID: made.iCalUId, summary: "Call", organizer: { email: MIA } });
    expect(copy.id).not.toBe(made.id);
    expect((await inbox())[0]).toMatchObject({
      subject: "Invitation: Call",
      eventId: copy.id,
      cause: "mail",
    });
    await control(away.origin, "POST", `/people/${ZOE}/events/${copy.id}/respond`, { response: "yes" });
    const read = () => graph.api(`/me/events/${made.id}`).get();
    await expect.poll(async () => (await read()).attendees[0].status.response).toBe("accepted");
    await graph.api(`/me/events/${made.id}`).patch({ start: inDays(3, "09:00"), end: inDays(3, "10:00") });
    await expect.poll(async () => (await inbox())[0].subject).toBe("Updated: Call");
    expect((await copies())[0]).toMatchObject({ id: copy.id, ownAnswer: "needsAction" });
    await graph.api(`/me/events/${made.id}`).delete();
    await expect.poll(async () => (await copies())[0].status).toBe("cancelled");
  });

  it("carries a series and what happens to one of its slots", async () => {
    const { graph, away, copies } = await neighbours();
    const recurrence = {
      pattern: { type: "daily", interval: 1 },
      range: {
        type: "numbered",
        startDate: inDays(2, "09:00").dateTime.slice(0, 10),
        numberOfOccurrences: 3,
      },
    };
    const made = await graph
      .api("/me/events")
      .header("Prefer", PREFER)
      .post({ ...call, attendees, recurrence });
    await expect.poll(copies).toHaveLength(1);
    expect((await copies())[0].recurrence).toEqual(["RRULE:FREQ=DAILY;COUNT=3"]);
    const window = `startDateTime=${inDays(0, "00:00").dateTime}Z&endDateTime=${inDays(9, "00:00").dateTime}Z`;
    const { value } = await graph
      .api(`/me/events/${made.id}/instances?${window}`)
      .header("Prefer", PREFER)
      .get();
    await graph.api(`/me/events/${value[1].id}`).patch({ subject: "Special" });
    await expect.poll(copies).toHaveLength(2);
    await graph.api(`/me/events/${value[2].id}`).delete();
    const cancelled = async () =>
      (await copies()).filter((each: { status: string }) => each.status === "cancelled");
    await expect.poll(cancelled).toHaveLength(1);
    const special = (await copies()).find((each: { summary: string }) => each.summary === "Special");
    await control(away.origin, "POST", `/people/${ZOE}/events/${special.id}/respond`, { response: "no" });
    const slot = () => graph.api(`/me/events/${value[1].id}`).get();
    await expect.poll(async () => (await slot()).attendees[0].status.response).toBe("declined");
  });

  it("takes in invitations from organisers elsewhere and answers them by mail", async () => {
    const sent: InvitationMessage[] = [];
    const sandbox = await open({ onForeignInvitation: (message) => void sent.push(message) });
    const start = { dateTime: "2031-03-04T09:00:00Z", timeZone: "Europe/Paris" };
    const message: InvitationMessage = {
      method: "REQUEST",
      uid: "abc123@google.com",
      sequence: 0,
      from: ZOE,
      to: MIA,
      organizer: { email: ZOE, name: "Zoe Lang" },
      attendees: [{ email: MIA, name: "Mia Berg", role: "required", answer: "needs-action" }],
      title: "Lunch",
      description: "",
      location: "Room 4",
      isPrivate: false,
      start,
      end: { ...start, dateTime: "2031-03-04T10:00:00Z" },
    };
    expect(sandbox.receive({ ...message, to: "nobody@acme.test" })).toBe("unknown recipient");
    const posted = await control(sandbox.origin, "POST", "/invitations", message);
    expect(posted.json).toEqual({ outcome: "delivered" });
    const { graph } = await connect(sandbox.origin, MIA);
    const { value } = await graph
      .api("/me/events")
      .header("Prefer", PREFER)
      .filter(`iCalUId eq '${message.uid}'`)
      .get();
    expect(value[0]).toMatchObject({
      subject: "Lunch",
      isOrganizer: false,
      location: { displayName: "Room 4" },
    });
    await graph.api(`/me/events/${value[0].id}/tentativelyAccept`).post({});
    await expect.poll(() => sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ method: "REPLY", uid: message.uid, from: MIA, to: ZOE });
    expect(sent[0]?.attendees).toMatchObject([{ email: MIA, answer: "tentative" }]);
    sandbox.receive({ ...message, sequence: 1, title: "Dinner" });
    sandbox.receive({ ...message, sequence: 0, title: "Stale" });
    const read = () => graph.api(`/me/events/${value[0].id}`).get();
    expect((await read()).subject).toBe("Dinner");
    expect((await read()).responseStatus.response).toBe("tentativelyAccepted");
    sandbox.receive({ ...message, method: "CANCEL", sequence: 2 });
    expect(await read()).toMatchObject({ isCancelled: true, subject: "Canceled: Dinner" });
  });
});
