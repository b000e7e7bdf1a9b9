import { describe, expect, it } from "vitest";
import { type InlineEdit, type InlineEditEvent, inlineEdit, reading } from "./inline-edit";

const stateAfter = (...events: InlineEditEvent[]): InlineEdit => events.reduce(inlineEdit, reading);

describe("inlineEdit", () => {
  it("opens with the present value", () => {
    expect(stateAfter({ kind: "open", value: "Lead" })).toEqual({
      mode: "editing",
      draft: "Lead",
      error: null,
      saving: false,
    });
  });

  it("does not lose a draft when it is opened again", () => {
    const state = stateAfter(
      { kind: "open", value: "a" },
      { kind: "type", draft: "b" },
      { kind: "open", value: "a" },
    );
    expect(state).toMatchObject({ draft: "b" });
  });

  it("keeps what was typed when the server refuses", () => {
    const state = stateAfter(
      { kind: "open", value: "" },
      { kind: "type", draft: "not an address" },
      { kind: "save" },
      { kind: "refuse", error: { message: "This is not an email address." } },
    );
    expect(state).toEqual({
      mode: "editing",
      draft: "not an address",
      error: { message: "This is not an email address." },
      saving: false,
    });
  });

  it("takes the error away once someone types on", () => {
    const state = stateAfter(
      { kind: "open", value: "" },
      { kind: "refuse", error: { message: "No." } },
      { kind: "type", draft: "x" },
    );
    expect(state).toMatchObject({ error: null, draft: "x" });
  });

  it("ignores typing while it saves, so that the answer belongs to what is shown", () => {
    const state = stateAfter({ kind: "open", value: "a" }, { kind: "save" }, { kind: "type", draft: "b" });
    expect(state).toMatchObject({ draft: "a", saving: true });
  });

  it("ignores a late answer after it was closed", () => {
    const state = stateAfter(
      { kind: "open", value: "a" },
      { kind: "close" },
      { kind: "refuse", error: { message: "Late." } },
    );
    expect(state).toEqual(reading);
  });
});
