import {
  addDomainAction,
  addGroupAction,
  allowDomainAction,
  denyDomainAction,
  removeDomainAction,
  removeGroupAction,
} from "@/lib/actions/sync-rules";
import type { ActionResult } from "@/lib/domain/result";
import type { ListedRule, SyncRules } from "@/lib/domain/sync-rules/sync-rules";

export type ListName = "own" | "denied" | "groups";

type Change = (value: string) => Promise<ActionResult<SyncRules>>;

/** One list of the account: what it is, what changing it does from then on, and the actions that change it. */
export type ListWords = {
  title: string;
  text: string;
  label: string;
  placeholder: string;
  empty: string;
  /** What stands below the list once a line was added. */
  added(value: string): string;
  removed(value: string): string;
  removeTitle(value: string): string;
  add: Change;
  remove: Change;
};

const stays = "What is on timelines stays.";

export const listWords: Record<ListName, ListWords> = {
  own: {
    title: "Your organisation's domains",
    text: "People with an address here are colleagues: meetings among them alone leave no trace, and beside contacts they are shown as taking part.",
    label: "Add a domain of yours",
    placeholder: "acme.com",
    empty: "No domain is listed: only users of this account count as colleagues.",
    added: (domain) => `From now on, people at ${domain} count as colleagues. ${stays}`,
    removed: (domain) => `From now on, people at ${domain} no longer count as colleagues. ${stays}`,
    removeTitle: (domain) => `Remove ${domain}?`,
    add: (domain) => addDomainAction({ domain }),
    remove: (domain) => removeDomainAction({ domain }),
  },
  denied: {
    title: "Domains that are never logged",
    text: "Nobody with an address here is ever matched to a contact. A meeting with such people alone leaves no trace.",
    label: "Add a domain that is never logged",
    placeholder: "rival.com",
    empty: "No domain of your own choosing is on the list.",
    added: (domain) => `From now on, addresses at ${domain} are never logged. ${stays}`,
    removed: (domain) => `From now on, addresses at ${domain} are logged when they match a contact. ${stays}`,
    removeTitle: (domain) => `Log addresses at ${domain} again?`,
    add: (domain) => denyDomainAction({ domain }),
    remove: (domain) => allowDomainAction({ domain }),
  },
  groups: {
    title: "Group addresses",
    text: "Distribution lists and shared mailboxes are nobody in particular: they are not matched to a contact, and the people invited beside them are.",
    label: "Add a group address",
    placeholder: "sales@acme.com",
    empty: "No group address is listed.",
    added: (email) => `From now on, ${email} is not matched to a contact. ${stays}`,
    removed: (email) => `From now on, ${email} is matched to its contact, if there is one. ${stays}`,
    removeTitle: (email) => `Remove ${email}?`,
    add: (email) => addGroupAction({ email }),
    remove: (email) => removeGroupAction({ email }),
  },
};

/** Who added a line, as far as that is known: "Added by Mei Kato on 3 Nov 2026". */
export function addedWords({ addedBy, addedAt }: ListedRule, day: (at: string) => string): string {
  if (!addedAt) return "Came with the account";
  return addedBy ? `Added by ${addedBy} on ${day(addedAt)}` : `Added on ${day(addedAt)}`;
}
