import type { Reply } from "../../google/http";
import { html, initials, type Markup, page } from "../../google/pages/html";
import type { SandboxPerson } from "../../google/people";
import type { AuthorizeRefusal, AuthorizeRequest } from "../oauth-request";
import { consentLabels } from "../scopes";

/** "Pick an account": one link per person. */
export function chooserPage(people: SandboxPerson[], request: string, next: string): Reply {
  const links = people.map((person) => {
    const target = `${next}?${new URLSearchParams({ request, account: person.email })}`;
    return html`<li><a class="account" href="${target}">
      <span class="av" aria-hidden="true">${initials(person.name)}</span>
      <span class="account-name"><b>${person.name}</b><span class="hint">${person.email}</span></span>
      <span class="chip">${person.role}</span></a></li>`;
  });
  const body = html`<h1>Pick an account</h1>
    <p class="muted">to continue to <b>Almanac</b></p>
    <ul class="accounts">${links}</ul>`;
  return sheet(200, "Pick an account", body);
}

/** "Permissions requested": one list, accepted or refused as a whole. */
export function consentPage(person: SandboxPerson, request: AuthorizeRequest, sealed: string): Reply {
  const body = html`${accountLine(person)}
    <h1>Permissions requested</h1>
    <p class="muted">Almanac would like to:</p>
    ${permissionList(request.scopes)}
    <p class="hint">Accepting these permissions means that you allow this app to use your data.</p>
    ${decisionForm("/sign-in/decide", sealed, person)}`;
  return sheet(200, "Permissions requested", body, [new URL(request.redirectUri).origin]);
}

/** "Need admin approval": the organisation lets only administrators consent. */
export function approvalPage(person: SandboxPerson, request: AuthorizeRequest, sealed: string): Reply {
  const body = html`${accountLine(person)}
    <h1>Need admin approval</h1>
    <p>Almanac needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.</p>
    <p class="hint">AADSTS90094: The grant requires administrator permission.</p>
    <form method="post" action="/sign-in/decide">
      <input type="hidden" name="request" value="${sealed}">
      <input type="hidden" name="account" value="${person.email}">
      <div class="decision"><button class="btn" name="decision" value="return">Return to the application without granting consent</button></div>
    </form>`;
  return sheet(200, "Need admin approval", body, [new URL(request.redirectUri).origin]);
}

/** The same for a whole organisation, on `/adminconsent`. */
export function adminConsentPage(
  person: SandboxPerson,
  request: { scopes: string[]; redirectUri: string },
  sealed: string,
): Reply {
  const body = html`${accountLine(person)}
    <h1>Permissions requested: review for your organization</h1>
    <p class="muted">Almanac would like to, for every user in your organization:</p>
    ${permissionList(request.scopes)}
    <p class="hint">If you accept, this app will get access for all users in your organization. No one else will be prompted.</p>
    ${decisionForm("/sign-in/admin", sealed, person)}`;
  return sheet(200, "Permissions requested", body, [new URL(request.redirectUri).origin]);
}

/** The page Microsoft shows instead of redirecting when the request itself is wrong. */
export function refusalPage(refusal: AuthorizeRefusal): Reply {
  const body = html`<h1>Sorry, but we’re having trouble signing you in.</h1>
    <p>${refusal.message}</p>
    <p class="hint">Error code: ${refusal.code}</p>`;
  return sheet(400, "Sign in to your account", body);
}

/** `response_mode=form_post`: the answer travels in a form. Without scripts a button sends it. */
export function formPostPage(redirectUri: string, values: Record<string, string>): Reply {
  const fields = Object.entries(values).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const body = html`<h1>Working…</h1>
    <form method="post" action="${redirectUri}" id="answer">${fields}
      <div class="decision"><button class="btn p">Continue to Almanac</button></div></form>`;
  return sheet(200, "Working…", body, [new URL(redirectUri).origin]);
}

function accountLine(person: SandboxPerson): Markup {
  return html`<p class="account-line"><span class="av" aria-hidden="true">${initials(person.name)}</span>
    <span>${person.email}</span></p>`;
}

function permissionList(scopes: string[]): Markup {
  return html`<ul>${consentLabels(scopes).map((label) => html`<li class="permission">${label}</li>`)}</ul>`;
}

function decisionForm(action: string, sealed: string, person: SandboxPerson): Markup {
  return html`<form method="post" action="${action}">
    <input type="hidden" name="request" value="${sealed}">
    <input type="hidden" name="account" value="${person.email}">
    <div class="decision">
      <button class="btn" name="decision" value="cancel">Cancel</button>
      <button class="btn p" name="decision" value="accept">Accept</button>
    </div>
  </form>`;
}

function sheet(status: number, title: string, content: Markup, formTargets: string[] = []): Reply {
  const body = html`<main class="sheet-page"><section class="card sheet">
      <p class="sheet-mark">Sandbox sign-in <span class="chip">speaks Microsoft Graph</span></p>
      ${content}
    </section>
    <p class="hint">A local stand-in. Nothing leaves this computer, and no password is asked.</p></main>`;
  // The forms answer with a redirect to the product, which browsers check against form-action too.
  return page({ status, title: `${title} · Sandbox sign-in`, body, formTargets });
}
