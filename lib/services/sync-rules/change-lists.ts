import type { Tx } from "@/db/client";
import { type AuditAction, writeAudit } from "@/db/queries/audit";
import { notifyLive } from "@/db/queries/live";
import {
  addDeniedDomain,
  addGroupAddress,
  addOwnDomain,
  type NewRule,
  removeConnectedDomain,
  removeDeniedDomain,
  removeGroupAddress,
} from "@/db/queries/sync-rules";
import { AppError } from "@/lib/domain/errors";
import { deniedDomains } from "@/lib/domain/records/match";
import type { DomainInput, GroupAddressInput } from "@/lib/domain/sync-rules/inputs";
import { MOST_RULES, type SyncRules } from "@/lib/domain/sync-rules/sync-rules";
import { type Ctx, inTransaction, mustBeAdmin } from "../context";
import { readSyncRules } from "./get-sync-rules";

/** Takes a domain for the organisation's own: people there are colleagues from now on (RULES I3). Administrators only. */
export const addDomain = (ctx: Ctx, { domain }: DomainInput): Promise<SyncRules> =>
  change(ctx, "sync-rules.domain-added", domain, async (tx, rules, added) => {
    mustHaveRoom(rules.own.length, "domain");
    if (!(await addOwnDomain(tx, ctx.accountId, added)))
      refuse("domain", `${domain} is one of your domains already.`);
  });

/** Only a connected domain can go: without the main one, colleagues would pass for contacts. */
export const removeDomain = (ctx: Ctx, { domain }: DomainInput): Promise<SyncRules> =>
  change(ctx, "sync-rules.domain-removed", domain, async (tx, rules) => {
    const isMain = rules.own.some(({ value, kind }) => value === domain && kind === "main");
    if (isMain)
      refuse(
        "domain",
        `${domain} is your main domain and stays: without it, colleagues would be taken for contacts.`,
      );
    if (!(await removeConnectedDomain(tx, ctx.accountId, domain))) refuse("domain", notThere(domain));
  });

/** Keeps every address at a domain off timelines from now on. Administrators only. */
export const denyDomain = (ctx: Ctx, { domain }: DomainInput): Promise<SyncRules> =>
  change(ctx, "sync-rules.domain-denied", domain, async (tx, rules, added) => {
    mustHaveRoom(rules.denied.length, "domain");
    const isOwn = rules.own.some(({ value }) => value === domain);
    if (isOwn)
      refuse("domain", `${domain} is one of your own domains, so addresses there are never logged as it is.`);
    if (deniedDomains.includes(domain)) refuse("domain", `${domain} is on the system's list already.`);
    if (!(await addDeniedDomain(tx, ctx.accountId, added)))
      refuse("domain", `${domain} is on the list already.`);
  });

/** Lets addresses at a domain be logged again, from now on. Administrators only. */
export const allowDomain = (ctx: Ctx, { domain }: DomainInput): Promise<SyncRules> =>
  change(ctx, "sync-rules.domain-allowed", domain, async (tx) => {
    if (!(await removeDeniedDomain(tx, ctx.accountId, domain))) refuse("domain", notThere(domain));
  });

/** Has an address count for nobody in particular from now on (RULES I10). Administrators only. */
export const addGroup = (ctx: Ctx, { email }: GroupAddressInput): Promise<SyncRules> =>
  change(ctx, "sync-rules.group-added", email, async (tx, rules, added) => {
    mustHaveRoom(rules.groups.length, "email");
    if (!(await addGroupAddress(tx, ctx.accountId, added)))
      refuse("email", `${email} is on the list already.`);
  });

/** Has an address be matched to its contact again, from now on. Administrators only. */
export const removeGroup = (ctx: Ctx, { email }: GroupAddressInput): Promise<SyncRules> =>
  change(ctx, "sync-rules.group-removed", email, async (tx) => {
    if (!(await removeGroupAddress(tx, ctx.accountId, email))) refuse("email", notThere(email));
  });

type Work = (tx: Tx, rules: SyncRules, added: NewRule) => Promise<void>;

/** One change of one list with its line in the audit log; answers with all lists as they are then. */
async function change(ctx: Ctx, action: AuditAction, subject: string, work: Work): Promise<SyncRules> {
  const user = mustBeAdmin(ctx);
  const at = ctx.now();
  return inTransaction(ctx, async (tx) => {
    await work(tx, await readSyncRules(tx, ctx), { value: subject, addedBy: user.id, addedAt: at });
    await writeAudit(tx, ctx.accountId, { at, actor: "user", userId: user.id, action, subject });
    await notifyLive(tx, ctx.accountId, { what: "sync-rules", records: [] });
    return readSyncRules(tx, ctx);
  });
}

function mustHaveRoom(length: number, field: string): void {
  if (length >= MOST_RULES) refuse(field, `A list has at most ${MOST_RULES} lines. Remove one first.`);
}

function refuse(field: string, sentence: string): never {
  throw new AppError("conflict", sentence, { [field]: sentence });
}

const notThere = (value: string): string => `${value} is not on the list any more.`;
