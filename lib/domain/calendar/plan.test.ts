import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gone, guest, lee, mia, state, stranger, timed, upsert, zoe } from "./calendar.testing";
import type { CalendarChange } from "./event";
import type { ChangeState, MeetingState, Plan } from "./plan";
import { planChange } from "./plan-changes";

/** What applying a plan does to what the planner will see next, without a database. */
function apply(before: ChangeState, change: CalendarChange, { step }: Plan): ChangeState {
  const meeting = stepped(before.meeting, step);
  if (change.kind === "gone") return { ...before, meeting };
  const { event } = change;
  const copy = {
    meetingId: meeting?.id ?? null,
    organizerSelf: event.organizer?.self ?? false,
    isPrivate: event.visibility === "private",
    etag: event.etag,
    seriesEventId: null,
    occurrence: "",
    isSeries: false,
    cancelled: false,
  };
  return { ...before, meeting, copy };
}

function stepped(meeting: MeetingState | null, step: Plan["step"]): MeetingState | null {
  if (step.do === "log") {
    const { fields, contactIds, cancelled } = step;
    return {
      id: "m1",
      shared: fields,
      push: "scheduled",
      frozen: false,
      cancelled,
      guestContactIds: contactIds,
      otherCopies: [],
    };
  }
  if (!meeting || step.do === "none") return meeting;
  if (step.do === "freeze") return { ...meeting, frozen: true };
  if (step.do !== "update") return { ...meeting, cancelled: true };
  const kept = meeting.guestContactIds.filter((id) => !step.remove.includes(id));
  return {
    ...meeting,
    shared: step.fields,
    push: step.adopt ? "scheduled" : meeting.push,
    frozen: meeting.frozen && !step.thaw,
    cancelled: meeting.cancelled && !step.revive,
    guestContactIds: [...kept, ...step.add].sort(),
  };
}

const deliver = (before: ChangeState, change: CalendarChange): ChangeState =>
  apply(before, change, planChange(change, before));
const deliverAll = (changes: readonly CalendarChange[]): ChangeState => changes.reduce(deliver, state());

const reply = fc.constantFrom("accepted", "declined", "tentative", "awaiting");
const person = fc.constantFrom(lee, zoe, stranger, guest("bob@acme.test"));
const guests = fc
  .uniqueArray(fc.tuple(person, reply), { selector: ([one]) => one.email, maxLength: 4 })
  .map((rows) => [mia, ...rows.map(([one, answer]) => ({ ...one, reply: answer }))]);
const live = fc
  .record({
    title: fc.constantFrom("Kick-off", "Kick-off, moved", null),
    slot: fc.constantFrom(timed("2026-11-24T13:00:00.000Z"), timed("2026-11-26T08:00:00.000Z", 60)),
    locationText: fc.constantFrom(null, "Room 4", "https://meet.test/abc"),
    joinPending: fc.boolean(),
    joinUrl: fc.constantFrom(null, "https://meet.google.com/abc"),
    visibility: fc.constantFrom("public" as const, "public" as const, "private" as const),
    guests,
  })
  .map((more) => upsert(more));
const version = fc.oneof({ weight: 5, arbitrary: live }, { weight: 1, arbitrary: fc.constant(gone()) });
const history = fc.array(version, { minLength: 1, maxLength: 6 });
/** Any of the versions, any number of times, in any order: what retries and overlapping rounds come to. */
const deliveries = history.chain((versions) =>
  fc.tuple(fc.constant(versions), fc.array(fc.constantFrom(...versions), { maxLength: 12 })),
);

const withLee = (change: CalendarChange): CalendarChange =>
  change.kind === "gone"
    ? upsert()
    : upsert({
        ...change.event,
        visibility: "public",
        guests: [...change.event.guests.filter((one) => one.email !== lee.email), lee],
      });

/** Neither the guest list nor the contacts have an order that counts. */
const inOrder = (meeting: MeetingState | null) =>
  meeting && {
    ...meeting,
    guestContactIds: [...meeting.guestContactIds].sort(),
    shared: {
      ...meeting.shared,
      guests: [...meeting.shared.guests].sort((a, b) => (a.email < b.email ? -1 : 1)),
    },
  };

describe("planning and applying", () => {
  it("changes nothing the second time, whatever came before", () => {
    fc.assert(
      fc.property(history, version, (before, change) => {
        const once = deliver(deliverAll(before), change);
        expect(planChange(change, once).step.do).toBe("none");
        expect(deliver(once, change)).toEqual(once);
      }),
    );
  });

  it("ends where the newest version says, whatever was repeated or came late (RULES I14)", () => {
    fc.assert(
      fc.property(deliveries, ([versions, delivered]) => {
        const newest = withLee(versions.at(-1) ?? gone());
        expect(inOrder(deliverAll([...delivered, newest]).meeting)).toEqual(
          inOrder(deliverAll([newest]).meeting),
        );
      }),
    );
  });

  it("leaves no live meeting behind a deleted event, and never shows what became private", () => {
    fc.assert(
      fc.property(deliveries, ([, delivered]) => {
        const after = deliverAll(delivered).meeting;
        const secret = upsert({ visibility: "private", title: "Doctor" });
        const hidden = deliverAll([...delivered, secret, secret]).meeting;
        expect(hidden?.shared).toEqual(after?.shared);
        const ended = deliverAll([...delivered, gone()]).meeting;
        expect(ended === null || ended.frozen || ended.cancelled).toBe(true);
      }),
    );
  });
});
