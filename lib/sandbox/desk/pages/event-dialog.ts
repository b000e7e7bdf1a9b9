import { html, type Markup } from "../../google/pages/html";

/** The dialog for a new or an existing event; the page's script fills and sends it. */
export function eventDialog(onlineMeeting: string): Markup {
  return html`<dialog id="event-dialog" aria-labelledby="event-heading">
    <form id="event-form" novalidate>
      <div class="dialog-head"><h2 id="event-heading">New event</h2>
        <button class="icon" type="button" id="event-close" aria-label="Close">✕</button></div>
      <p class="problem" id="event-problem" role="alert" hidden></p>
      <p class="hint" id="event-note" hidden></p>
      ${whatAndWhen(onlineMeeting)}
      ${withWhom()}
      <fieldset id="event-scope" class="choices" hidden><legend>Change</legend>
        <label><input type="radio" name="scope" value="this" checked> This event</label>
        <label><input type="radio" name="scope" value="following"> This and following events</label>
        <label><input type="radio" name="scope" value="all"> All events</label>
      </fieldset>
      <fieldset id="event-answer" class="choices" hidden><legend>Going?</legend>
        <button class="btn s" type="button" data-answer="accepted">Yes</button>
        <button class="btn s" type="button" data-answer="tentative">Maybe</button>
        <button class="btn s" type="button" data-answer="declined">No</button>
      </fieldset>
      <div class="dialog-foot">
        <button class="btn danger" type="button" id="event-delete" hidden>Delete event</button><span class="grow"></span>
        <button class="btn" type="button" id="event-cancel">Cancel</button>
        <button class="btn p" type="submit" id="event-save">Save</button>
      </div>
    </form>
  </dialog>`;
}

function whatAndWhen(onlineMeeting: string): Markup {
  return html`<div class="field"><label for="f-title">Title</label><input class="in" id="f-title" name="title" autocomplete="off"></div>
    <div class="fields">
      <div class="field"><label for="f-date">Date</label><input class="in" id="f-date" name="date" type="date" required></div>
      <div class="field" data-timed><label for="f-start">Start</label><input class="in" id="f-start" name="start" type="time" required></div>
      <div class="field" data-timed><label for="f-end">End</label><input class="in" id="f-end" name="end" type="time" required></div>
      <div class="field" data-last-day><label for="f-last-day">Last day</label><input class="in" id="f-last-day" name="lastDay" type="date"></div>
    </div>
    <div class="ticks">
      <label><input type="checkbox" name="allDay"> All day</label>
      <label><input type="checkbox" name="private"> Private</label>
      <label><input type="checkbox" name="outOfOffice"> Out of office</label>
      <label><input type="checkbox" name="meet"> ${onlineMeeting}</label>
      <label data-repeat><input type="checkbox" name="repeat"> Repeat weekly</label>
      <label data-repeat class="times">Times <input class="in" name="count" type="number" min="2" max="200" value="6"></label>
    </div>
    <p class="hint" id="event-meet" hidden></p>`;
}

function withWhom(): Markup {
  return html`<div data-with-guests>
      <div class="field"><label for="f-guests">Guests</label>
        <input class="in" id="f-guests" name="guests" autocomplete="off" inputmode="email" aria-describedby="f-guests-hint">
        <p class="hint" id="f-guests-hint">Email addresses, separated by commas.</p></div>
      <ul class="answers" id="event-guests" hidden></ul>
      <div class="field"><label for="f-location">Location</label><input class="in" id="f-location" name="location" autocomplete="off"></div>
      <div class="field"><label for="f-description">Description</label><textarea class="in" id="f-description" name="description" rows="3"></textarea></div>
    </div>`;
}
