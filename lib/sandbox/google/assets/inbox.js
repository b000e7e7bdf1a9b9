import { eventPath, make, say, send } from "./api.js";

const ANSWERS = [
  ["accepted", "Yes"],
  ["tentative", "Maybe"],
  ["declined", "No"],
];

/** Draws the mails of the chosen person, newest first. */
export function drawInbox(place, mails, actions) {
  const focused = document.activeElement?.dataset?.mail;
  const lines = mails.map((mail) => mailLine(mail, actions));
  const empty = make("p", { className: "hint" }, "No mail yet. Invitations show up here.");
  place.replaceChildren(...(lines.length > 0 ? lines : [empty]));
  if (focused) place.querySelector(`[data-mail="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

function mailLine(mail, actions) {
  const subject = make("button", { type: "button", className: "mail-open" }, mail.subject);
  subject.dataset.mail = mail.id;
  subject.addEventListener("click", () => actions.open(mail.eventId));
  const line = make(
    "article",
    { className: "mail" },
    subject,
    make("span", { className: "hint" }, mail.detail),
  );
  if (mail.canAnswer) line.append(answerRow(mail, actions));
  return line;
}

function answerRow(mail, actions) {
  const buttons = ANSWERS.map(([response, word]) => {
    const isChosen = mail.answer === response;
    const button = make("button", { type: "button", className: isChosen ? "btn s p" : "btn s" }, word);
    button.dataset.mail = `${mail.id} ${response}`;
    button.setAttribute("aria-pressed", String(isChosen));
    button.setAttribute("aria-label", `${word}: ${mail.subject}`);
    button.addEventListener("click", () => answer(mail, response, actions));
    return button;
  });
  return make("div", { className: "row" }, ...buttons);
}

async function answer(mail, response, actions) {
  try {
    await send("POST", eventPath(mail.eventId, "/respond"), { response });
    say("Answer sent.");
    await actions.refresh();
  } catch (problem) {
    say(problem.message);
  }
}
