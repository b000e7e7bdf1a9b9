"use client";

import { type PointerEvent, useRef, useState } from "react";

/** So many pixels a minute of the day is high: 48 an hour. */
export const PX_PER_MINUTE = 0.8;
const DRAG_PX = 6;

type Press = { pointerId: number; y: number; minute: number; isTouch: boolean };
export type Drag = { anchor: number; head: number };
type Picks = { onPick: (minute: number) => void; onPickStretch: (one: number, other: number) => void };

/**
 * Reads clicks and drags on the day as minutes of it. A finger picks by a tap alone: dragging it scrolls, and then the browser
 * takes the pointer away.
 */
export function useDayPointer({ onPick, onPickStretch }: Picks) {
  const press = useRef<Press | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const minuteOf = (event: PointerEvent<HTMLElement>) =>
    (event.clientY - event.currentTarget.getBoundingClientRect().top) / PX_PER_MINUTE;
  const stop = () => {
    press.current = null;
    setDrag(null);
  };
  return {
    drag,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0 || press.current) return;
        const { pointerId, clientY, pointerType } = event;
        const isTouch = pointerType === "touch";
        press.current = { pointerId, y: clientY, minute: minuteOf(event), isTouch };
        if (!isTouch) event.currentTarget.setPointerCapture(pointerId);
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const begun = press.current;
        if (begun?.pointerId !== event.pointerId || begun.isTouch) return;
        if (drag === null && Math.abs(event.clientY - begun.y) < DRAG_PX) return;
        setDrag({ anchor: begun.minute, head: minuteOf(event) });
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        const begun = press.current;
        if (begun?.pointerId !== event.pointerId) return;
        const isStill = Math.abs(event.clientY - begun.y) < DRAG_PX;
        stop();
        if (drag !== null) onPickStretch(drag.anchor, minuteOf(event));
        else if (isStill) onPick(begun.minute);
      },
      onPointerCancel: stop,
    },
  };
}
