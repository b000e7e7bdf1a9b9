import type { View } from "./event-state";
import { keyOf } from "./views";

/**
 * When series began, as each calendar has last had them. Whose series is gone and who is invited to its first occurrence alone
 * has the first one in their calendar all the same (RULES I7), though nothing there says so.
 */
export class Beginnings {
  private readonly starts = new Map<string, string>();

  /** The views of one calendar, with such an occurrence by its name. */
  named(connectionId: string, views: Map<string, View>): Map<string, View> {
    for (const view of views.values())
      if (view.kind === "series" && view.slot === "")
        this.starts.set(`${connectionId} ${view.uid}`, view.start);
    for (const view of [...views.values()]) {
      const isFirst = view.kind === "slot" && this.starts.get(`${connectionId} ${view.uid}`) === view.slot;
      if (!isFirst || views.has(keyOf(view.uid, ""))) continue;
      views.delete(keyOf(view.uid, view.slot));
      views.set(keyOf(view.uid, ""), { ...view, slot: "" });
    }
    return views;
  }
}
