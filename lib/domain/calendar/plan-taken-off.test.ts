import { describe, expect, it } from "vitest";
import { event, guest, known, lee, mia, upsert, world, zoe } from "./calendar.testing";
import { planChange } from "./plan-changes";

const moved = { title: "Renewal call, renamed" };
const planIn = (
  people: Partial<ReturnType<typeof world>["people"]>,
  more: object,
  guestContactIds = ["lee"],
) =>
  planChange(
    upsert({ ...moved, ...more }),
    known({ guestContactIds }, { world: world({ people: { ...world().people, ...people } }) }),
  ).step;

describe("a guest who is no outsider any more keeps the meeting as long as they are invited (case 68)", () => {
  it.each([
    ["an address at a domain of ours", { domains: ["acme.test", "client.test"] }],
    ["an address at a denied domain", { deniedDomains: ["client.test"] }],
    ["a user of the account", { userEmails: ["mia@acme.test", "lee@client.test"] }],
  ])("%s", (_, people) => {
    expect(planIn(people, {})).toMatchObject({ do: "update", remove: [], add: [] });
  });

  it("a group address", () => {
    const groups = { world: world({ groupAddresses: ["lee@client.test"] }) };
    expect(planChange(upsert(moved), known({}, groups)).step).toMatchObject({ do: "update", remove: [] });
  });

  it("and loses it when they are taken off; the meeting goes on for whoever else stays", () => {
    const denied = { deniedDomains: ["client.test"] };
    expect(planIn(denied, { guests: [mia] })).toEqual({ do: "cancel", meetingId: "meeting1" });
    expect(planIn(denied, { guests: [mia, lee] }, ["lee", "zoe"])).toMatchObject({
      do: "update",
      remove: ["zoe"],
    });
    expect(planIn({}, { guests: [mia, lee, zoe] })).toMatchObject({ do: "update", add: ["zoe"], remove: [] });
  });

  it("is no reason to log what is new", () => {
    const state = known(
      {},
      {
        meeting: null,
        copy: null,
        world: world({ people: { ...world().people, deniedDomains: ["client.test"] } }),
      },
    );
    expect(planChange(upsert(), state).step).toEqual({ do: "none", reason: "only-members" });
    const beside = event({ guests: [mia, lee, guest("ana@other.test")] });
    const people = { ...world().people, deniedDomains: ["client.test"] };
    const contacts = [...people.contacts, { id: "ana", email: "ana@other.test" }];
    const both = { ...state, world: world({ people: { ...people, contacts } }) };
    expect(planChange({ kind: "upsert", event: beside }, both).step).toMatchObject({
      do: "log",
      contactIds: ["ana"],
    });
  });
});
