import type { Reply } from "../http";

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const STYLES = ["tokens", "base", "sandbox", "week", "dialog", "sign-in", "narrow"];

/** Markup that is already safe to place in a page. */
export class Markup {
  constructor(readonly text: string) {}
}

type Piece = string | number | Markup | Markup[] | undefined | false;

/** Template tag for markup: everything interpolated is escaped unless it is markup itself. */
export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Markup {
  const text = parts.map((part, at) => part + (at < pieces.length ? render(pieces[at]) : "")).join("");
  return new Markup(text);
}

/** Data for a script, as an inert block: `<` is escaped so that no value can end the element. */
export function dataBlock(id: string, value: unknown): Markup {
  const json = JSON.stringify(value).replace(/</g, "\\u003c");
  return new Markup(`<script type="application/json" id="${id}">${json}</script>`);
}

type Page = { status: number; title: string; body: Markup; scripts?: string[]; formTargets?: string[] };

/** A whole page under a policy that runs and loads only the sandbox's own files. */
export function page({ status, title, body, scripts = [], formTargets = [] }: Page): Reply {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "style-src-attr 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action ${["'self'", ...formTargets].join(" ")}`,
  ].join("; ");
  const tags = scripts.map((script) => html`<script type="module" src="/assets/${script}"></script>`);
  const links = STYLES.map((name) => html`<link rel="stylesheet" href="/assets/${name}.css">`);
  const document = html`<!doctype html>
<html lang="en" data-theme="system">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
${links}
${tags}
</head>
<body>${body}</body>
</html>`;
  return {
    status,
    html: document.text,
    headers: { "content-security-policy": policy, "referrer-policy": "no-referrer" },
  };
}

/** Up to two capitals of a name, for the round badge. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? "")
    .join("");
}

function render(piece: Piece): string {
  if (piece === undefined || piece === false) return "";
  if (piece instanceof Markup) return piece.text;
  if (Array.isArray(piece)) return piece.map((each) => each.text).join("");
  return String(piece).replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);
}
