import { html, type Markup } from "../../google/pages/html";
import type { SandboxPerson } from "../../google/people";

/** What stands in place of the week of somebody whose only calendar is at the other provider. */
export function elsewhereNote(
  person: SandboxPerson,
  neighbour: string | undefined,
  provider: string,
): Markup {
  const target = neighbour && `${neighbour}/calendar?${new URLSearchParams({ as: person.email })}`;
  return html`<main class="middle" id="week" tabindex="-1"><div class="week-head"><h1>${person.name}</h1></div>
    <div class="elsewhere"><p>${person.name} has no calendar here. Invitations to ${person.email} travel as mail and arrive in ${provider}.</p>
    ${target && html`<p><a class="btn p" href="${target}">Open ${person.name}’s calendar in ${provider}</a></p>`}</div></main>`;
}
