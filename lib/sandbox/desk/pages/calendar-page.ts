import type { Call, Reply } from "../../google/http";
import { dataBlock, html, initials, type Markup, page } from "../../google/pages/html";
import { findPerson, type SandboxPerson } from "../../google/people";
import { livesElsewhere, type Town } from "../homes";
import { elsewhereNote } from "./elsewhere";
import { eventDialog } from "./event-dialog";

type Week = { start: string; title: string };
type Place = Town & { backUrl: string | undefined; neighbour: string | undefined };

/** What one sandbox puts on the page that both share. */
export type CalendarPageParts = {
  /** "Google’s API": what the sandbox speaks. */
  speaks: string;
  standsFor: string;
  /** Where the calendars are that are not here. */
  other: string;
  /** "Google Meet". */
  onlineMeeting: string;
  troubles: readonly { kind: string; label: string; seconds?: number }[];
  weekView(person: SandboxPerson, start: string | null): Week;
  weekOfEvent(person: SandboxPerson, id: string): string | null;
};

/** `/` and `/calendar?as=&week=&event=`: the week of one person, with everything one can do to it. */
export function calendarPage(world: Place, call: Call, parts: CalendarPageParts): Reply {
  const asked = call.query.get("as");
  const person = (asked ? findPerson(world.people, asked) : undefined) ?? world.people[0];
  if (!person)
    return page({ status: 200, title: "Sandbox calendar", body: html`<p>Nobody lives here yet.</p>` });
  const event = call.query.get("event");
  const start = call.query.get("week") ?? (event ? parts.weekOfEvent(person, event) : null);
  const week = parts.weekView(person, start);
  const isAway = livesElsewhere(world, person);
  const body = html`<a class="skip" href="#week">Skip to the week</a>
    <header class="top">
      <div class="logo">Sandbox calendar <span class="chip">speaks ${parts.speaks}</span></div><span class="grow"></span>
      ${world.backUrl && html`<a class="btn s" href="${world.backUrl}">Back to Almanac</a>`}
    </header>
    <aside class="bar" aria-label="About this sandbox">A local stand-in for ${parts.standsFor}. Nothing leaves this computer. Act as the rep or as the guest and watch the CRM follow.</aside>
    <div class="cal">
      ${sidePanel(world, person, week.start, parts)}
      ${isAway ? elsewhereNote(person, world.neighbour, parts.other) : weekAndInbox(person, week)}
    </div>
    ${!isAway && eventDialog(parts.onlineMeeting)}
    <div class="toast" id="toast" role="status" aria-live="polite"></div>
    ${dataBlock("data", { week, event })}`;
  const scripts = isAway ? [] : ["main.js"];
  return page({ status: 200, title: `${person.name} · Sandbox calendar`, body, scripts });
}

function sidePanel(world: Place, chosen: SandboxPerson, week: string, parts: CalendarPageParts): Markup {
  const people = world.people.map((person) => {
    const isChosen = person === chosen;
    return html`<li><a href="/calendar?${query(person, week)}" ${isChosen && html`class="on" aria-current="page"`}>
      <span class="av" aria-hidden="true">${initials(person.name)}</span><span class="grow">${person.name}</span>
      <span class="chip">${livesElsewhere(world, person) ? "elsewhere" : person.role}</span></a></li>`;
  });
  return html`<aside class="side-panel" aria-label="People and trouble">
    <h2>Whose calendar</h2><ul class="who">${people}</ul>
    ${!livesElsewhere(world, chosen) && actions(chosen, parts)}
  </aside>`;
}

function actions(chosen: SandboxPerson, { troubles }: CalendarPageParts): Markup {
  const buttons = troubles.map(
    ({ kind, label, seconds }) =>
      html`<button class="btn s" type="button" data-trouble="${kind}" data-seconds="${seconds}">${label}</button>`,
  );
  return html`<button class="btn p wide" type="button" id="new-event"><span aria-hidden="true">+</span> New event</button>
    <section class="trouble"><h2>Make trouble</h2>
      <p class="hint">Happens to ${chosen.name}’s connection.</p>
      <div class="col">${buttons}</div></section>`;
}

function weekAndInbox(person: SandboxPerson, week: Week): Markup {
  const link = (days: number) => {
    const target = new Date(Date.parse(week.start) + days * 86_400_000).toISOString().slice(0, 10);
    return `/calendar?${query(person, target)}`;
  };
  return html`<main class="middle" id="week" tabindex="-1"><div class="week-head">
    <h1 id="week-title">${week.title}</h1><span class="hint">${person.timeZone}</span><span class="grow"></span>
    <a class="btn s" href="${link(-7)}" aria-label="Previous week">‹</a>
    <a class="btn s" href="/calendar?${new URLSearchParams({ as: person.email }).toString()}">Today</a>
    <a class="btn s" href="${link(7)}" aria-label="Next week">›</a>
  </div><div class="week" id="grid" tabindex="0" role="region" aria-label="Week of ${person.name}"></div></main>
      <aside class="inbox" aria-label="Inbox"><h2>Inbox of ${person.name}</h2><div id="inbox"></div></aside>`;
}

function query(person: SandboxPerson, week: string): string {
  return new URLSearchParams({ as: person.email, week }).toString();
}
