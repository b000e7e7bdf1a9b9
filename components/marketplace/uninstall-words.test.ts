import { describe, expect, it } from "vitest";
import { uninstallWords } from "./uninstall-words";

const people = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ id: `u${i}`, name: `Person ${i + 1}`, email: `p${i}@a.example` }));
const none = { people: [], pendingInvitations: 0, pendingTimeOff: 0, meetings: 0 };
const first = (n: number) => uninstallWords("google", { ...none, people: people(n) })[0];

describe("what an uninstall will do", () => {
  it("names people, as many as can be read", () => {
    expect(first(0)).toBe("Nobody's calendar is connected.");
    expect(first(1)).toMatch(/^Person 1 is disconnected, and the access at Google/);
    expect(first(3)).toMatch(/^Person 1, Person 2 and Person 3 are disconnected/);
    expect(first(6)).toMatch(/Person 5 and Person 6 are/);
    expect(first(9)).toMatch(/^Person 1, Person 2, Person 3, Person 4, Person 5 and 4 more are/);
  });
  it("counts what never goes out, and what stays", () => {
    const sentences = uninstallWords("microsoft", {
      people: people(1),
      pendingInvitations: 2,
      pendingTimeOff: 3,
      meetings: 1_038,
    });
    expect(sentences).toEqual([
      "Person 1 is disconnected, and the access at Microsoft is forgotten.",
      "2 invitations that are still waiting will never go out.",
      "3 changes of time off that are still waiting will never reach their calendars.",
      "1,038 meetings stay on timelines.",
      "What changes at Microsoft no longer reaches timelines, and meetings scheduled here are logged only.",
      "Every event stays in its calendar, and nobody gets mail.",
    ]);
    expect(uninstallWords("google", { ...none, pendingInvitations: 1, meetings: 1 }).slice(1, 3)).toEqual([
      "1 invitation that is still waiting will never go out.",
      "1 meeting stays on timelines.",
    ]);
  });
  it("counts one change of time off as one", () => {
    expect(uninstallWords("google", { ...none, pendingTimeOff: 1 })).toContain(
      "1 change of time off that is still waiting will never reach its calendar.",
    );
  });
  it("claims no number that nobody counted", () => {
    expect(uninstallWords("google", null).join(" ")).not.toMatch(/\d/);
    expect(uninstallWords("google", none)).toContain("No meeting has come from a calendar yet.");
  });
});
