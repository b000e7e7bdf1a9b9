"use client";

import { Component, createRef, type ReactNode } from "react";

type ScrollAnchorProps = {
  /** A new value means another list altogether, which starts where it starts. */
  list: string;
  children: ReactNode;
};
type Anchor = { id: string; top: number };

/**
 * Keeps what a person reads where it is when entries arrive above it: the first visible article is measured just before
 * React changes the page, and the scroll position corrected just after. At the very top new entries simply show.
 */
// A class, because only getSnapshotBeforeUpdate can look at the page in the moment before it changes.
export class ScrollAnchor extends Component<ScrollAnchorProps, object, Anchor | null> {
  private readonly root = createRef<HTMLDivElement>();

  override getSnapshotBeforeUpdate(before: ScrollAnchorProps): Anchor | null {
    const root = this.root.current;
    if (root === null || before.list !== this.props.list) return null;
    const frame = scrollerOf(root);
    if (frame.scrollTop <= 0) return null;
    const edge = frame === document.scrollingElement ? 0 : frame.getBoundingClientRect().top;
    for (const article of root.querySelectorAll<HTMLElement>("[data-entry]")) {
      const box = article.getBoundingClientRect();
      if (box.bottom > edge) return { id: article.dataset.entry ?? "", top: box.top };
    }
    return null;
  }

  override componentDidUpdate(_before: ScrollAnchorProps, _state: object, anchor: Anchor | null): void {
    const root = this.root.current;
    const article = anchor && root?.querySelector(`[data-entry="${CSS.escape(anchor.id)}"]`);
    if (!root || !anchor || !article) return;
    const moved = article.getBoundingClientRect().top - anchor.top;
    if (Math.abs(moved) >= 1) scrollerOf(root).scrollBy({ top: moved, behavior: "instant" });
  }

  override render(): ReactNode {
    // The browser's own anchoring is off inside: two corrections of one shift would be a jump again.
    return (
      <div ref={this.root} style={{ overflowAnchor: "none" }}>
        {this.props.children}
      </div>
    );
  }
}

function scrollerOf(element: HTMLElement): Element {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    const { overflowY } = getComputedStyle(parent);
    const scrolls = overflowY === "auto" || overflowY === "scroll";
    if (scrolls && parent.scrollHeight > parent.clientHeight) return parent;
  }
  return document.scrollingElement ?? document.documentElement;
}
