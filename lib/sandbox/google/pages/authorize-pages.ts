import type { Reply } from "../http";
import type { AuthorizeRefusal, AuthorizeRequest } from "../oauth-request";
import type { SandboxPerson } from "../people";
import { consentLabel } from "../scopes";
import { html, initials, type Markup, page } from "./html";

/** "Choose an account": one link per person. */
export function chooserPage(people: SandboxPerson[], request: string): Reply {
  const links = people.map((person) => {
    const target = `/signin/oauth/consent?${new URLSearchParams({ request, account: person.email })}`;
    return html`<li><a class="account" href="${target}">
      <span class="av" aria-hidden="true">${initials(person.name)}</span>
      <span class="account-name"><b>${person.name}</b><span class="hint">${person.email}</span></span>
      <span class="chip">${person.role}</span></a></li>`;
  });
  const body = html`<h1>Choose an account</h1>
    <p class="muted">to continue to <b>Almanac</b></p>
    <ul class="accounts">${links}</ul>`;
  return sheet(200, "Choose an account", body);
}

/** The consent page: identity is always granted, each calendar permission has its own checkbox. */
export function consentPage(person: SandboxPerson, request: AuthorizeRequest, sealed: string): Reply {
  const boxes = request.scopes.flatMap((scope) => {
    const label = consentLabel(scope);
    return label === undefined
      ? []
      : html`<li><label class="permission"><input type="checkbox" name="scope" value="${scope}" checked>
          <span>${label}</span></label></li>`;
  });
  const isPlainSignIn = boxes.length === 0;
  const body = html`<p class="account-line"><span class="av" aria-hidden="true">${initials(person.name)}</span>
      <span>${person.email}</span></p>
    <h1>${isPlainSignIn ? "Sign in to Almanac" : "Almanac wants access to your calendar"}</h1>
    <p class="muted">Almanac will receive your name, email address and language.</p>
    <form method="post" action="/signin/oauth/decide">
      <input type="hidden" name="request" value="${sealed}">
      <input type="hidden" name="account" value="${person.email}">
      ${!isPlainSignIn && html`<fieldset><legend>Select what Almanac can access</legend><ul>${boxes}</ul></fieldset>`}
      <div class="decision">
        <button class="btn" name="decision" value="cancel">Cancel</button>
        <button class="btn p" name="decision" value="allow">${isPlainSignIn ? "Continue" : "Allow"}</button>
      </div>
    </form>`;
  // The form answers with a redirect to the product, which browsers check against form-action too.
  return sheet(200, "Allow access", body, [new URL(request.redirectUri).origin]);
}

/** The page Google shows instead of redirecting when the request itself is wrong. */
export function refusalPage(refusal: AuthorizeRefusal): Reply {
  const body = html`<h1>Access blocked: this app’s request is invalid</h1>
    <p>${refusal.message}</p>
    <p class="hint">Error ${refusal.status}: ${refusal.code}</p>`;
  return sheet(refusal.status, "Access blocked", body);
}

function sheet(status: number, title: string, content: Markup, formTargets: string[] = []): Reply {
  const body = html`<main class="sheet-page"><section class="card sheet">
      <p class="sheet-mark">Sandbox sign-in <span class="chip">speaks Google’s API</span></p>
      ${content}
    </section>
    <p class="hint">A local stand-in. Nothing leaves this computer, and no password is asked.</p></main>`;
  return page({ status, title: `${title} · Sandbox sign-in`, body, formTargets });
}
