import { make } from "./api.js";
import { makeMovable } from "./drag.js";

const MINUTE_PX = 56 / 60;

/** Draws the week; `actions` has open(id), create(date, minute) and move(id, date, minute). */
export function drawWeek(grid, week, actions) {
  const { scrollTop, scrollLeft } = grid;
  const focused = document.activeElement?.dataset?.event;
  grid.replaceChildren(
    ...headRow(week),
    ...allDayRow(week, actions),
    hourColumn(),
    ...dayColumns(week, actions),
  );
  grid.scrollTop = scrollTop;
  grid.scrollLeft = scrollLeft;
  if (focused) grid.querySelector(`[data-event="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** Brings the working day, and on a phone today's column, into view. */
export function scrollToWork(grid, week) {
  grid.scrollTop = 7.25 * 60 * MINUTE_PX;
  const today = week.days.findIndex((day) => day.isToday);
  const busy = week.days.findIndex((day) => day.timed.length > 0);
  const column = grid.querySelectorAll(".day")[today < 0 ? busy : today];
  if (column && grid.scrollWidth > grid.clientWidth) grid.scrollLeft = column.offsetLeft - 48;
}

function headRow(week) {
  const heads = week.days.map((day) => {
    const head = make("div", { className: day.isToday ? "dh today" : "dh" }, day.label);
    if (day.isToday) head.setAttribute("aria-current", "date");
    return head;
  });
  return [make("div", { className: "dh corner" }), ...heads];
}

function allDayRow(week, actions) {
  const cells = week.days.map((day) => {
    const cell = make("div", { className: "ad" });
    cell.append(...day.allDay.map((event) => eventButton(event, actions)));
    return cell;
  });
  return [make("div", { className: "ad corner" }, "all day"), ...cells];
}

function hourColumn() {
  const column = make("div", { className: "hours" });
  for (let hour = 1; hour < 24; hour += 1) {
    const label = make("span", {}, `${String(hour).padStart(2, "0")}:00`);
    label.style.top = `${hour * 56}px`;
    column.append(label);
  }
  return column;
}

function dayColumns(week, actions) {
  return week.days.map((day) => {
    const column = make("div", { className: "day" });
    column.dataset.date = day.date;
    column.append(...day.timed.map((event) => timedEvent(event, week, actions)));
    if (day.isToday) column.append(nowLine(week.nowMinute));
    column.addEventListener("click", (click) => {
      if (click.target === column) actions.create(day.date, snapped(click.offsetY / MINUTE_PX, 30));
    });
    return column;
  });
}

function timedEvent(event, week, actions) {
  const button = eventButton(event, actions);
  button.classList.toggle("short", event.to - event.from < 45);
  const height = Math.max((event.to - event.from) * MINUTE_PX - 2, 22);
  const width = 100 / event.lanes;
  Object.assign(button.style, {
    top: `${event.from * MINUTE_PX}px`,
    height: `${height}px`,
    left: `calc(${event.lane * width}% + 3px)`,
    width: `calc(${width}% - 6px)`,
  });
  if (!event.isMovable) return button;
  button.classList.add("movable");
  makeMovable(button, (column, top) => {
    actions.move(event.id, column?.dataset.date ?? week.start, snapped(top / MINUTE_PX, 15));
  });
  return button;
}

function eventButton(event, actions) {
  const button = make(
    "button",
    { type: "button", className: `ev ${event.tone}`, title: `${event.title}\n${event.detail}` },
    make("b", {}, event.title),
    make("span", {}, event.detail),
  );
  button.dataset.event = event.id;
  button.addEventListener("click", () => {
    if (!button.classList.contains("dragging")) actions.open(event.id);
  });
  return button;
}

function nowLine(minute) {
  const line = make("div", { className: "now" });
  line.style.top = `${minute * MINUTE_PX}px`;
  return line;
}

function snapped(minute, step) {
  return Math.min(Math.max(Math.floor(minute / step + 0.001) * step, 0), 24 * 60 - step);
}
