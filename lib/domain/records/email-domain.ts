const freeMail = new Set([
  "126.com",
  "163.com",
  "aol.com",
  "fastmail.com",
  "gmail.com",
  "gmx.at",
  "gmx.ch",
  "gmx.com",
  "gmx.de",
  "gmx.net",
  "googlemail.com",
  "hey.com",
  "hotmail.co.uk",
  "hotmail.com",
  "hotmail.de",
  "hotmail.fr",
  "icloud.com",
  "interia.pl",
  "libero.it",
  "live.com",
  "mac.com",
  "mail.com",
  "mail.ru",
  "me.com",
  "msn.com",
  "naver.com",
  "o2.pl",
  "onet.pl",
  "orange.fr",
  "outlook.com",
  "outlook.de",
  "outlook.fr",
  "pm.me",
  "proton.me",
  "protonmail.com",
  "qq.com",
  "rediffmail.com",
  "t-online.de",
  "web.de",
  "wp.pl",
  "yahoo.co.jp",
  "yahoo.co.uk",
  "yahoo.com",
  "yahoo.de",
  "yahoo.fr",
  "yandex.com",
  "yandex.ru",
  "zoho.com",
]);

/** What stands after the @, lower-cased; null when there is no @. */
export function domainOf(email: string): string | null {
  const at = email.lastIndexOf("@");
  return at < 0 || at === email.length - 1 ? null : email.slice(at + 1).toLowerCase();
}

/** The domain that says which company a person works for; null for free mail (as in HubSpot). */
export function workDomain(email: string): string | null {
  const domain = domainOf(email);
  return domain === null || freeMail.has(domain) ? null : domain;
}

/** Whether a company's own domain is one that anybody can have an address at. */
export const isFreeMail = (domain: string): boolean => freeMail.has(domain.toLowerCase());
