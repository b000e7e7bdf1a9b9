import type { Call, Reply } from "../../google/http";
import { dataBlock, html, initials, type Markup, page } from "../../google/pages/html";
import { findPerson, type SandboxPerson } from "../../google/people";
import type { World } from "../world";
import { eventDialog } from "./event-dialog";
import { weekOfEvent, weekView } from "./week-view";

const TROUBLES = [
  { kind: "expire-access-tokens", label: "Expire the access token" },
  { kind: "revoke-grant", label: "Revoke the grant" },
  { kind: "expire-sync-tokens", label: "Expire the delta link (410)" },
  { kind: "lose-notifications", label: "Lose the next notification" },
  { kind: "ask-reauthorization", label: "Ask for a reauthorisation" },
  { kind: "remove-subscription", label: "Remove the subscription" },
  { kind: "rate-limit-429", label: "Answer 429 for a minute", seconds: 60 },
];

/** `/` and `/calendar?as=&week=&event=`: the week of one person, with everything one can do to it. */
export function calendarPage(world: World, call: Call): Reply {
  const asked = call.query.get("as");
  const person = (asked ? findPerson(world.people, asked) : undefined) ?? world.people[0];
  if (!person)
    return page({ status: 200, title: "Sandbox calendar", body: html`<p>Nobody lives here yet.</p>` });
  const event = call.query.get("event");
  const start = call.query.get("week") ?? (event ? weekOfEvent(world, person, event) : null);
  const week = weekView(world, person, start);
  const body = html`<a class="skip" href="#week">Skip to the week</a>
    <header class="top">
      <div class="logo">Sandbox calendar <span class="chip">speaks Microsoft Graph</span></div><span class="grow"></span>
      ${world.backUrl && html`<a class="btn s" href="${world.backUrl}">Back to Almanac</a>`}
    </header>
    <aside class="bar" aria-label="About this sandbox">A local stand-in for Outlook Calendar. Nothing leaves this computer. Act as the rep or as the guest and watch the CRM follow.</aside>
    <div class="cal">
      ${sidePanel(world, person, week.start)}
      <main class="middle" id="week" tabindex="-1">${weekHead(person, week)}<div class="week" id="grid" tabindex="0" role="region" aria-label="Week of ${person.name}"></div></main>
      <aside class="inbox" aria-label="Inbox"><h2>Inbox of ${person.name}</h2><div id="inbox"></div></aside>
    </div>
    ${eventDialog()}
    <div class="toast" id="toast" role="status" aria-live="polite"></div>
    ${dataBlock("data", { week, event })}`;
  return page({ status: 200, title: `${person.name} · Sandbox calendar`, body, scripts: ["main.js"] });
}

function sidePanel(world: World, chosen: SandboxPerson, week: string): Markup {
  const people = world.people.map((person) => {
    const isChosen = person === chosen;
    return html`<li><a href="/calendar?${query(person, week)}" ${isChosen && html`class="on" aria-current="page"`}>
      <span class="av" aria-hidden="true">${initials(person.name)}</span><span class="grow">${person.name}</span>
      <span class="chip">${person.role}</span></a></li>`;
  });
  const troubles = TROUBLES.map(
    ({ kind, label, seconds }) =>
      html`<button class="btn s" type="button" data-trouble="${kind}" data-seconds="${seconds}">${label}</button>`,
  );
  return html`<aside class="side-panel" aria-label="People and trouble">
    <h2>Whose calendar</h2><ul class="who">${people}</ul>
    <button class="btn p wide" type="button" id="new-event"><span aria-hidden="true">+</span> New event</button>
    <section class="trouble"><h2>Make trouble</h2>
      <p class="hint">Happens to ${chosen.name}’s connection.</p>
      <div class="col">${troubles}</div></section>
  </aside>`;
}

function weekHead(person: SandboxPerson, week: ReturnType<typeof weekView>): Markup {
  const link = (days: number) => {
    const target = new Date(Date.parse(week.start) + days * 86_400_000).toISOString().slice(0, 10);
    return `/calendar?${query(person, target)}`;
  };
  return html`<div class="week-head">
    <h1 id="week-title">${week.title}</h1><span class="hint">${person.timeZone}</span><span class="grow"></span>
    <a class="btn s" href="${link(-7)}" aria-label="Previous week">‹</a>
    <a class="btn s" href="/calendar?${new URLSearchParams({ as: person.email }).toString()}">Today</a>
    <a class="btn s" href="${link(7)}" aria-label="Next week">›</a>
  </div>`;
}

function query(person: SandboxPerson, week: string): string {
  return new URLSearchParams({ as: person.email, week }).toString();
}
