/** The person and week this page shows. */
export const page = JSON.parse(document.getElementById("data").textContent);

const base = `/sandbox/people/${encodeURIComponent(page.week.person.email)}`;

/** Calls the sandbox; a refusal becomes an Error with the server's words. */
export async function send(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const data = text === "" ? undefined : JSON.parse(text);
  if (!answer.ok) throw new Error(data?.error?.message ?? `The sandbox answered ${answer.status}.`);
  return data;
}

/** The address of an event of the chosen person, or of their events. */
export function eventPath(id, rest = "") {
  return id === undefined ? `${base}/events` : `${base}/events/${encodeURIComponent(id)}${rest}`;
}

/** The week again, after a change. */
export function fetchWeek() {
  return send("GET", `${base}/week?start=${page.week.start}`);
}

let timer;

/** A short line at the foot of the page, also read aloud. */
export function say(text) {
  const toast = document.getElementById("toast");
  toast.textContent = text;
  toast.classList.add("on");
  clearTimeout(timer);
  timer = setTimeout(() => toast.classList.remove("on"), 4000);
}

/** An element with properties and children; text is always text, never markup. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
