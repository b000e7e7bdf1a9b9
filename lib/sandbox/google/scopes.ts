const PREFIX = "https://www.googleapis.com/auth/";

/** What a method needs of a token (table in providers 1.1). */
export type Access = "read" | "write" | "freebusy" | "any";

type Rule = { access: Access[]; label: string };

const CALENDAR_SCOPES: Record<string, Rule> = {
  "calendar.events.owned": { access: ["read", "write"], label: "See and edit events on calendars you own" },
  "calendar.events.owned.readonly": { access: ["read"], label: "See events on calendars you own" },
  "calendar.events": { access: ["read", "write"], label: "View and edit events on all your calendars" },
  "calendar.events.readonly": { access: ["read"], label: "View events on all your calendars" },
  "calendar.events.freebusy": {
    access: ["freebusy"],
    label: "See the availability on calendars you can reach",
  },
  "calendar.freebusy": { access: ["freebusy"], label: "View your availability in your calendars" },
  "calendar.readonly": { access: ["read", "freebusy"], label: "See and download any calendar you can reach" },
  calendar: {
    access: ["read", "write", "freebusy"],
    label: "See, edit, share and permanently delete all the calendars you can reach",
  },
  "calendar.calendars.readonly": { access: [], label: "See the title and time zone of your calendars" },
  "calendar.settings.readonly": { access: [], label: "View your calendar settings" },
};

const IDENTITY: Record<string, string> = {
  openid: "openid",
  email: `${PREFIX}userinfo.email`,
  profile: `${PREFIX}userinfo.profile`,
  [`${PREFIX}userinfo.email`]: `${PREFIX}userinfo.email`,
  [`${PREFIX}userinfo.profile`]: `${PREFIX}userinfo.profile`,
};

/** The long form of a scope, or undefined when the sandbox has never heard of it. */
export function canonicalScope(scope: string): string | undefined {
  const identity = IDENTITY[scope];
  if (identity) return identity;
  return calendarRule(scope) ? scope : undefined;
}

/** The line the consent page shows for a calendar scope; undefined for identity scopes. */
export function consentLabel(scope: string): string | undefined {
  return calendarRule(scope)?.label;
}

/** Whether a token with these scopes may call a method of this kind. */
export function grantsAccess(scopes: string[], access: Access): boolean {
  return scopes.some((scope) => {
    const rule = calendarRule(scope);
    if (!rule) return false;
    return access === "any" || rule.access.includes(access);
  });
}

/** `calendar.events.freebusy` alone may list events, but sees only busy blocks. */
export function seesBusyOnly(scopes: string[]): boolean {
  return !grantsAccess(scopes, "read") && scopes.includes(`${PREFIX}calendar.events.freebusy`);
}

/** Whether userinfo shows the address / the name. */
export function seesEmail(scopes: string[]): boolean {
  return scopes.includes(`${PREFIX}userinfo.email`);
}

/** Whether userinfo and identity tokens carry the name. */
export function seesProfile(scopes: string[]): boolean {
  return scopes.includes(`${PREFIX}userinfo.profile`);
}

function calendarRule(scope: string): Rule | undefined {
  return scope.startsWith(PREFIX) ? CALENDAR_SCOPES[scope.slice(PREFIX.length)] : undefined;
}
