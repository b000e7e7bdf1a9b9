/** Why a value was not taken, and the way out where there is one. */
export type EditFault = { message: string; link?: { href: string; label: string } };

/** One property being read or edited in place. The draft outlives a refusal, so that nothing typed is lost. */
export type InlineEdit =
  | { mode: "reading" }
  | { mode: "editing"; draft: string; error: EditFault | null; saving: boolean };

export type InlineEditEvent =
  | { kind: "open"; value: string }
  | { kind: "type"; draft: string }
  | { kind: "save" }
  | { kind: "refuse"; error: EditFault }
  | { kind: "close" };

export const reading: InlineEdit = { mode: "reading" };

/** The next state. While a save is on its way typing waits for its answer; a saved value arrives as `close`. */
export function inlineEdit(state: InlineEdit, event: InlineEditEvent): InlineEdit {
  if (event.kind === "open")
    return state.mode === "reading"
      ? { mode: "editing", draft: event.value, error: null, saving: false }
      : state;
  if (state.mode === "reading") return state;
  switch (event.kind) {
    case "type":
      return state.saving ? state : { ...state, draft: event.draft, error: null };
    case "save":
      return { ...state, saving: true, error: null };
    case "refuse":
      return { ...state, saving: false, error: event.error };
    case "close":
      return reading;
  }
}
