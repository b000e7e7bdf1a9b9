import { eventPath, make, page, say, send } from "./api.js";
import { bodyOf } from "./event-body.js";

const WORDS = { accepted: "yes", declined: "no", tentative: "maybe", needsAction: "no answer yet" };
const element = (id) => document.getElementById(id);

/** The event dialog: `openNew(date, minute)` and `openEvent(id)`; `refresh` redraws the page after a change. */
export function setUpDialog(refresh) {
  const dialog = element("event-dialog");
  const form = element("event-form");
  let known;
  const show = (event) => {
    known = event;
    fill(form, event);
    if (!dialog.open) dialog.showModal();
    (event.canEdit ? form.title : element("event-close")).focus();
  };
  const act = async (words, action) => {
    try {
      await action();
      dialog.close();
      say(words);
      await refresh();
    } catch (problem) {
      element("event-problem").textContent = problem.message;
      element("event-problem").hidden = false;
    }
  };
  form.addEventListener("submit", (submit) => {
    submit.preventDefault();
    act("Saved.", () => save(form, known));
  });
  element("event-delete").addEventListener("click", () => {
    act("Event deleted.", () => send("DELETE", eventPath(known.id, scopeQuery(form))));
  });
  for (const button of element("event-answer").querySelectorAll("button")) {
    const response = button.dataset.answer;
    const path = () => eventPath(known.id, `/respond${scopeQuery(form)}`);
    button.addEventListener("click", () => act("Answer sent.", () => send("POST", path(), { response })));
  }
  for (const id of ["event-cancel", "event-close"])
    element(id).addEventListener("click", () => dialog.close());
  form.addEventListener("change", (change) => {
    if (change.target === form.date && form.lastDay.value < form.date.value)
      form.lastDay.value = form.date.value;
    adapt(form, known);
  });
  return {
    openNew: (date, minute) => show(blank(date, minute)),
    openEvent: async (id) => {
      try {
        show(await send("GET", eventPath(id)));
      } catch {
        say("This event is no longer on the calendar.");
      }
    },
  };
}

function save(form, known) {
  const { timeZone } = page.week.person;
  if (!form.date.value) throw new Error("Choose a date.");
  if (!known.id) return send("POST", eventPath(), bodyOf(form, undefined, timeZone));
  const path = eventPath(known.id, scopeQuery(form));
  if (!known.canEdit)
    return send("PATCH", path, { visibility: form.private.checked ? "private" : "default" });
  return send("PATCH", path, bodyOf(form, known, timeZone));
}

function blank(date, minute) {
  const clock = (total) =>
    `${String(Math.floor(total / 60) % 24).padStart(2, "0")}:${String(total % 60).padStart(2, "0")}`;
  const end = Math.min(minute + 30, 1439);
  return {
    date,
    lastDay: date,
    start: clock(minute),
    end: clock(end),
    guests: [],
    series: "none",
    eventType: "default",
    canEdit: true,
    isOrganizer: true,
  };
}

function fill(form, event) {
  form.reset();
  form.title.value = event.title ?? "";
  for (const name of ["date", "lastDay", "start", "end"]) form[name].value = event[name];
  form.location.value = event.location ?? "";
  form.description.value = event.description ?? "";
  form.guests.value = event.guests.map((guest) => guest.email).join(", ");
  form.allDay.checked = Boolean(event.isAllDay);
  form.private.checked = Boolean(event.isPrivate);
  form.outOfOffice.checked = Boolean(event.isOutOfOffice);
  form.meet.checked = Boolean(event.meet);
  element("event-problem").hidden = true;
  element("event-heading").textContent = event.id ? "Event" : "New event";
  element("event-delete").hidden = !event.id;
  element("event-scope").hidden = event.series !== "instance";
  fillNotes(event);
  fillAnswer(event);
  adapt(form, event);
}

function fillNotes(event) {
  const guests = event.guests.map((guest) => {
    return make("li", { className: "chip" }, `${guest.name}: ${WORDS[guest.responseStatus] ?? ""}`);
  });
  element("event-guests").replaceChildren(...guests);
  element("event-guests").hidden = !event.id || guests.length === 0;
  element("event-meet").textContent = event.meet ?? "";
  element("event-meet").hidden = !event.meet;
  const note = element("event-note");
  note.textContent = `Organised by ${event.organizer}. You can answer, hide your copy or remove it.`;
  note.hidden = event.canEdit;
}

function fillAnswer(event) {
  const fieldset = element("event-answer");
  fieldset.hidden = !event.id || event.isOrganizer || event.answer === undefined;
  for (const button of fieldset.querySelectorAll("button")) {
    const isChosen = button.dataset.answer === event.answer;
    button.classList.toggle("p", isChosen);
    button.setAttribute("aria-pressed", String(isChosen));
  }
}

/** Shows the fields that make sense for what is ticked, and locks what a guest may not change. */
function adapt(form, event) {
  const isAway = form.outOfOffice.checked;
  for (const field of form.querySelectorAll("[data-timed]")) field.hidden = form.allDay.checked;
  const spansDays = form.allDay.checked || form.lastDay.value !== form.date.value || isAway;
  form.querySelector("[data-last-day]").hidden = !spansDays;
  form.querySelector("[data-with-guests]").hidden = isAway;
  for (const field of form.querySelectorAll("[data-repeat]")) field.hidden = Boolean(event.id);
  for (const input of form.querySelectorAll("input.in, textarea.in, .ticks input")) {
    input.disabled = !event.canEdit && input.name !== "private";
  }
  form.outOfOffice.disabled = Boolean(event.id);
  form.meet.disabled = isAway || !event.canEdit;
  form.count.disabled = !form.repeat.checked;
}

function scopeQuery(form) {
  return element("event-scope").hidden ? "" : `?scope=${form.scope.value}`;
}
