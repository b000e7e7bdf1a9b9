import { eventPath, fetchWeek, page, say, send } from "./api.js";
import { setUpDialog } from "./dialog.js";
import { released } from "./drag.js";
import { movedTimes } from "./event-body.js";
import { drawInbox } from "./inbox.js";
import { drawWeek, scrollToWork } from "./week.js";

const grid = document.getElementById("grid");
const dialog = setUpDialog(refresh);
const actions = { open: dialog.openEvent, create: dialog.openNew, move, refresh };

draw(page.week);
scrollToWork(grid, page.week);
document.querySelector(".who .on")?.scrollIntoView({ block: "nearest", inline: "center" });
if (page.event) dialog.openEvent(page.event);
document.getElementById("new-event").addEventListener("click", () => dialog.openNew(firstFreeDay(), 10 * 60));
for (const button of document.querySelectorAll("[data-trouble]")) {
  button.addEventListener("click", () => makeTrouble(button));
}
followChanges();

function draw(week) {
  drawWeek(grid, week, actions);
  drawInbox(document.getElementById("inbox"), week.inbox, actions);
}

async function refresh() {
  await released();
  draw(await fetchWeek());
}

async function move(id, date, minute) {
  try {
    const known = await send("GET", eventPath(id));
    await send("PATCH", eventPath(id), movedTimes(known, date, minute));
    say("Moved.");
  } catch (problem) {
    say(problem.message);
  }
  await refresh();
}

async function makeTrouble(button) {
  const { trouble: kind, seconds } = button.dataset;
  const body = { kind, email: page.week.person.email };
  if (seconds) body.seconds = Number(seconds);
  button.disabled = true;
  try {
    say((await send("POST", "/sandbox/trouble", body)).done);
  } catch (problem) {
    say(problem.message);
  } finally {
    button.disabled = false;
    button.focus();
  }
}

function followChanges() {
  const live = new EventSource("/sandbox/live");
  live.addEventListener("change", (message) => {
    if (JSON.parse(message.data).email === page.week.person.email.toLowerCase()) refresh();
  });
  // After a restart of the sandbox the page may have missed changes.
  live.addEventListener("open", () => refresh());
}

function firstFreeDay() {
  return (page.week.days.find((day) => day.isToday) ?? page.week.days[0]).date;
}
