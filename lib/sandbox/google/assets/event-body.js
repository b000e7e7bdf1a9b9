const DAY_MS = 86_400_000;

/** The event resource a filled form describes; `known` is the event being edited, if any. */
export function bodyOf(form, known, timeZone) {
  const isAway = form.outOfOffice.checked;
  const body = {
    ...timesOf(form, timeZone),
    summary: form.title.value.trim() || (isAway ? "Out of office" : null),
  };
  body.visibility = form.private.checked ? "private" : "default";
  if (!known && isAway) return { ...body, eventType: "outOfOffice" };
  if (known && known.eventType !== "default") return body;
  body.location = form.location.value.trim() || null;
  body.description = form.description.value.trim() || null;
  body.attendees = guestsOf(form, known);
  if (form.meet.checked && !known?.meet) {
    body.conferenceData = {
      createRequest: { requestId: crypto.randomUUID(), conferenceSolutionKey: { type: "hangoutsMeet" } },
    };
  }
  if (!form.meet.checked && known?.meet) body.conferenceData = null;
  if (!known && form.repeat.checked)
    body.recurrence = [`RRULE:FREQ=WEEKLY;COUNT=${Number(form.count.value) || 2}`];
  return body;
}

/** The times an event has after being dragged to another place in the week. */
export function movedTimes(known, date, minute) {
  const length = minutesBetween(known);
  const clock = (total) => `${pad(Math.floor(total / 60) % 24)}:${pad(total % 60)}`;
  const endDate = addDays(date, Math.floor((minute + length) / 1440));
  const { timeZone } = known;
  return {
    start: { dateTime: `${date}T${clock(minute)}:00`, timeZone },
    end: { dateTime: `${endDate}T${clock(minute + length)}:00`, timeZone },
  };
}

/** A calendar date some days later. */
export function addDays(date, days) {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

function timesOf(form, timeZone) {
  const date = form.date.value;
  const lastDay = [date, form.lastDay.value].sort().at(-1);
  if (form.allDay.checked && form.outOfOffice.checked) {
    return { start: timed(date, "00:00", timeZone), end: timed(addDays(lastDay, 1), "00:00", timeZone) };
  }
  if (form.allDay.checked) {
    return { start: { date, dateTime: null }, end: { date: addDays(lastDay, 1), dateTime: null } };
  }
  return { start: timed(date, form.start.value, timeZone), end: timed(lastDay, form.end.value, timeZone) };
}

function timed(date, clock, timeZone) {
  return { dateTime: `${date}T${clock}:00`, timeZone, date: null };
}

/** Guests already on the list keep their answers; new addresses start without one. */
function guestsOf(form, known) {
  const addresses = form.guests.value.split(/[\s,;]+/).filter(Boolean);
  const rows = known?.attendees ?? [];
  const isListed = (row) => addresses.some((address) => address.toLowerCase() === row.email.toLowerCase());
  const own = rows.filter(
    (row) => !isListed(row) && !(known?.guests ?? []).some((guest) => guest.email === row.email),
  );
  const guests = addresses.map(
    (email) => rows.find((row) => row.email.toLowerCase() === email.toLowerCase()) ?? { email },
  );
  return guests.length > 0 ? [...own, ...guests] : null;
}

function minutesBetween(known) {
  const at = (date, clock) => Date.parse(`${date}T${clock}:00Z`);
  return Math.max(0, (at(known.lastDay, known.end) - at(known.date, known.start)) / 60_000);
}

function pad(number) {
  return String(number).padStart(2, "0");
}
