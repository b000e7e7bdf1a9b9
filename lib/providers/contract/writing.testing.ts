import { expect, it } from "vitest";
import { access, copyOf, create, draft, lookedUp, pathOf, traits, world } from "./world.testing";

/** What we write, and what becomes of it at others' hands. */
export function describeWriting(): void {
  describeContent();
  describeRepetition();
  describeOthers();
}

function describeContent(): void {
  it("writes what the draft says", async () => {
    const wanted = draft("Renewal terms", { descriptionHtml: "<p>Agenda</p>", locationText: "Room 4" });
    const { event } = await world().provider.insert(access(), wanted);
    expect(await lookedUp(event.id)).toMatchObject({
      kind: "upsert",
      event: {
        title: "Renewal terms",
        descriptionHtml: expect.stringContaining("Agenda"),
        locationText: "Room 4",
        slot: wanted.slot,
        organizer: { email: world().me, self: true },
        guests: expect.arrayContaining([expect.objectContaining({ email: world().guest, self: false })]),
        crmMeetingId: wanted.crmMeetingId,
        series: { role: "single" },
      },
    });
  });
  it("gets a video link, now or a little later", async () => {
    const wanted = draft("With a link", { conference: true });
    const { event } = await world().provider.insert(access(), wanted);
    expect(event.joinPending || event.joinUrl !== null).toBe(true);
    const link = async () => {
      const change = await lookedUp(event.id);
      return change.kind === "upsert" ? change.event.joinUrl : null;
    };
    await expect.poll(link, { timeout: 10_000 }).toMatch(/^https:\/\//);
  });
}

function describeRepetition(): void {
  it("inserts once and invites once, however often it is asked", async () => {
    const wanted = draft("Invite once");
    const first = await world().provider.insert(access(), wanted);
    const again = await world().provider.insert(access(), {
      ...wanted,
      askedAt: new Date(Date.now() - 3_600_000).toISOString(),
    });
    const edited = {
      ...wanted,
      askedAt: new Date(Date.now() - 3_600_000).toISOString(),
      title: "Invite once, edited",
    };
    const changed = await world().provider.insert(access(), edited);
    expect([first.existed, again.existed, changed.existed]).toEqual([false, true, true]);
    expect(again.event).toMatchObject({ id: first.event.id, crmMeetingId: wanted.crmMeetingId });
    expect(await world().mailsAbout("Invite once")).toBe(1);
  });
  it("finds the event again whose answer was lost", async () => {
    const wanted = draft("Lost answer");
    await world().trouble("lost-answer");
    await expect(world().provider.insert(access(), wanted)).rejects.toMatchObject({ kind: "temporary" });
    const again = await world().provider.insert(access(), {
      ...wanted,
      askedAt: new Date(Date.now() - 3_600_000).toISOString(),
    });
    expect(again).toMatchObject({ existed: true, event: { crmMeetingId: wanted.crmMeetingId } });
    expect(await world().mailsAbout("Lost answer")).toBe(1);
  });
  it("cancels, tells the guest, and is done the second time; the id stays taken", async () => {
    const wanted = draft("Called off");
    const { event } = await world().provider.insert(access(), wanted);
    await world().provider.cancel(access(), event.id);
    await world().provider.cancel(access(), event.id);
    await world().provider.cancel(access(), "never0was0here");
    expect(await world().mailsAbout("Called off")).toBe(2);
    const again = world().provider.insert(access(), {
      ...wanted,
      askedAt: new Date(Date.now() - 3_600_000).toISOString(),
    });
    await expect(again).rejects.toMatchObject({ kind: "gone" });
  });
}

function describeOthers(): void {
  it("shows a guest's reply on the organiser's copy", async () => {
    const { event } = await world().provider.insert(access(), draft("Will you come"));
    const copy = await copyOf(world().guest, "Will you come");
    await world().act(world().guest, "POST", `${pathOf(copy)}/respond`, { response: "accepted" });
    expect(await lookedUp(event.id)).toMatchObject({
      event: {
        guests: expect.arrayContaining([
          expect.objectContaining({ email: world().guest, reply: "accepted" }),
        ]),
      },
    });
  });
  it("tells an invitation with my own answer, and that its organiser called it off", async () => {
    const { me, colleague, act } = world();
    const theirs = await create("Invited", { attendees: [{ email: me }] }, colleague);
    const mine = await copyOf(me, "Invited");
    await act(me, "POST", `${pathOf(mine)}/respond`, { response: "tentative" });
    expect(await lookedUp(mine)).toMatchObject({
      kind: "upsert",
      event: {
        organizer: { email: colleague, self: false },
        guests: expect.arrayContaining([
          expect.objectContaining({ email: me, self: true, reply: "tentative" }),
        ]),
        crmMeetingId: null,
      },
    });
    await act(colleague, "DELETE", pathOf(theirs));
    expect(await lookedUp(mine)).toMatchObject({ kind: "gone", id: mine, how: "called-off" });
  });
  it("tells that I removed my own copy", async () => {
    const { me, colleague, act } = world();
    await create("Not for me", { attendees: [{ email: me }] }, colleague);
    const mine = await copyOf(me, "Not for me");
    await act(me, "DELETE", pathOf(mine));
    expect(await lookedUp(mine)).toMatchObject({ kind: "gone", id: mine, how: traits().ownRemoval });
  });
}
