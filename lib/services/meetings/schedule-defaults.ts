import type { Tx } from "@/db/client";
import { findConnectionOfUser } from "@/db/queries/connections";
import { loadLogOn } from "@/db/queries/log-on";
import { listContactChoices } from "@/db/queries/people";
import { loadLinks } from "@/db/queries/record-links";
import { providerWords } from "@/lib/domain/calendar/connection";
import type { PersonChoice, ScheduleFormDefaults } from "@/lib/domain/meetings/inputs";
import { recordsToLogOn } from "@/lib/domain/records/log-on";
import type { Association, RecordDetail, RecordRef } from "@/lib/domain/records/record";
import { type Ctx, currentUser, inTransaction } from "../context";
import { getRecord } from "../records/get-record";

/**
 * What the Schedule a meeting form starts from (RULES section 5): the record's own contact is chosen; a company's, deal's or
 * ticket's contacts are offered; the records of RULES R3 are ticked.
 */
export function getScheduleDefaults(ctx: Ctx, ref: RecordRef): Promise<ScheduleFormDefaults> {
  return inTransaction(ctx, async (tx, inner) => {
    const user = currentUser(ctx);
    const record = await getRecord(inner, ref);
    const connected = await findConnectionOfUser(tx, ctx.accountId, user.id);
    const connection = connected?.syncing ? connected : null;
    const words = connection && providerWords[connection.provider];
    return {
      record: { kind: ref.kind, id: ref.id, name: record.name },
      host: { id: user.id, name: user.name, email: user.email, timeZone: user.timeZone },
      calendar:
        connection && words
          ? {
              provider: connection.provider,
              label: words.app,
              email: connection.email,
              conferenceLabel: words.conference,
            }
          : null,
      calendarOff: connected?.syncing === false,
      ...(await peopleFor(tx, ctx, record)),
      records: await recordsFor(tx, ctx, record),
    };
  });
}

async function peopleFor(
  tx: Tx,
  ctx: Ctx,
  record: RecordDetail,
): Promise<{ preselected: PersonChoice[]; offered: PersonChoice[] }> {
  const own = record.kind === "contact" ? [record.id] : [];
  const others = record.associations.contact.map((contact) => contact.id);
  const choices = await listContactChoices(tx, ctx.accountId, [...own, ...others]);
  return {
    preselected: choices.filter((choice) => choice.contactId === record.id),
    offered: choices.filter((choice) => choice.contactId !== record.id),
  };
}

type Offered = ScheduleFormDefaults["records"];

async function recordsFor(tx: Tx, ctx: Ctx, record: RecordDetail): Promise<Offered> {
  const sources = await loadLogOn(
    tx,
    ctx.accountId,
    record.kind === "contact" || record.kind === "company" ? [record.id] : [],
  );
  const followed = recordsToLogOn({ chosen: [], sources }).filter((ref) => ref.id !== record.id);
  const links = await loadLinks(
    tx,
    ctx.accountId,
    followed.map((ref) => ref.id),
    ctx.now().slice(0, 10),
  );
  const ticked = [...links.values()].map((link) => ({ ...link, ticked: true }));
  const rest: Association[] = [
    record.associations.company,
    record.associations.deal,
    record.associations.ticket,
  ].flat();
  const unticked = rest
    .filter((link) => !links.has(link.id))
    .map(({ kind, id, name, detail }) => ({ kind, id, name, detail, ticked: false }));
  return [...ticked, ...unticked].map(({ kind, id, name, detail, ticked: isTicked }) => ({
    kind,
    id,
    name,
    detail,
    ticked: isTicked,
  }));
}
