const THRESHOLD_PX = 5;
let held = Promise.resolve();

/** Resolves when no event is held: a redraw would pull it out from under the pointer. */
export function released() {
  return held;
}

/** Lets a pointer move an event to another time or day. The dialog is the way without a pointer. */
export function makeMovable(button, drop) {
  button.addEventListener("pointerdown", (down) => {
    if (down.button !== 0 || down.pointerType === "touch") return;
    const stop = follow(button, down, drop);
    button.addEventListener("pointerup", stop, { once: true });
    button.addEventListener("pointercancel", stop, { once: true });
    button.setPointerCapture(down.pointerId);
    held = new Promise((resolve) => {
      button.addEventListener("lostpointercapture", resolve, { once: true });
    });
  });
}

function follow(button, down, drop) {
  const top = button.offsetTop;
  let isDragging = false;
  const move = (event) => {
    const [dx, dy] = [event.clientX - down.clientX, event.clientY - down.clientY];
    if (!isDragging && Math.hypot(dx, dy) < THRESHOLD_PX) return;
    isDragging = true;
    button.classList.add("dragging");
    button.style.transform = `translate(${dx}px, ${dy}px)`;
  };
  button.addEventListener("pointermove", move);
  return (event) => {
    button.removeEventListener("pointermove", move);
    if (!isDragging) return;
    // The click that follows a drag must not open the dialog, so the class goes a moment later.
    setTimeout(() => button.classList.remove("dragging"));
    button.style.transform = "";
    if (event.type === "pointercancel") return;
    drop(columnAt(event), top + event.clientY - down.clientY + 56 / 8);
  };
}

function columnAt(event) {
  const columns = [...document.querySelectorAll(".day")];
  return columns.find((column) => {
    const box = column.getBoundingClientRect();
    return event.clientX >= box.left && event.clientX < box.right;
  });
}
