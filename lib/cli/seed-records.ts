import type { Tx } from "@/db/client";
import { deals, tickets } from "@/db/schema/pipelines";
import { companies, contacts, records } from "@/db/schema/records";
import { recordName } from "@/lib/domain/records/naming";
import { findStage } from "@/lib/domain/records/placing";
import { leadStatuses, lifecycleStages } from "@/lib/domain/records/properties";
import type { RecordKind } from "@/lib/domain/records/record";
import { type Instant, shift } from "@/lib/domain/time/instant";
import { seedCompanies } from "./seed-companies";
import { seedDeals } from "./seed-deals";
import { seedContacts } from "./seed-people";
import { diceFrom, idFor } from "./seed-random";
import { seedTickets } from "./seed-tickets";
import { demoAccountId as accountId, createdAt, type World } from "./seed-world";

export const companyId = (domain: string): string => idFor(`company/${domain}`);
export const contactId = (email: string): string => idFor(`contact/${email}`);
export const dealId = (name: string): string => idFor(`deal/${name}`);
export const ticketId = (name: string): string => idFor(`ticket/${name}`);
export const domainOfContact = (email: string): string => email.slice(email.indexOf("@") + 1);

/** Writes all records; answers with their ids. */
export async function insertRecords(tx: Tx, world: World): Promise<string[]> {
  const rows = [...companyRows(world), ...contactRows(world), ...dealRows(world), ...ticketRows(world)];
  await tx.insert(records).values(rows.map(({ head }) => head));
  await tx.insert(companies).values(companyRows(world).map(({ detail }) => detail));
  await tx.insert(contacts).values(contactRows(world).map(({ detail }) => detail));
  await tx.insert(deals).values(dealRows(world).map(({ detail }) => detail));
  await tx.insert(tickets).values(ticketRows(world).map(({ detail }) => detail));
  return rows.map(({ head }) => head.id);
}

const headOf = (kind: RecordKind, id: string, name: string, ownerId: string, at: Instant) => ({
  accountId,
  kind,
  id,
  name,
  search: "",
  ownerId,
  createdAt: at,
  updatedAt: at,
});

function companyRows(world: World) {
  return seedCompanies.map((one, place) => {
    const id = companyId(one.domain);
    const at = createdAt(world, place, seedCompanies.length * 3);
    return {
      head: headOf("company", id, one.name, ownerOf(world, place), at),
      detail: {
        accountId,
        id,
        domain: one.domain,
        industry: one.industry,
        type: one.type,
        phone: one.phone,
        employees: one.employees,
        annualRevenue: one.revenue,
        lifecycleStage: lifecycleStages[3 + (place % 3)] ?? "Lead",
        timeZone: one.zone,
        websiteUrl: `https://www.${one.domain}`,
        city: one.city,
        country: one.country,
      },
    };
  });
}

function contactRows(world: World) {
  const dice = diceFrom(11);
  return seedContacts.map(({ first, last, email, jobTitle, zone }, place) => {
    const id = contactId(email);
    const isAmara = email === "amara@northwind.example";
    const firm = seedCompanies.findIndex((one) => one.domain === domainOfContact(email));
    const name = recordName("contact", { firstName: first, lastName: last, email });
    const dial = seedCompanies[firm]?.phone.split(" ")[0] ?? "+48";
    return {
      head: headOf("contact", id, name, ownerOf(world, firm), createdAt(world, place, seedContacts.length)),
      detail: {
        accountId,
        id,
        email,
        firstName: first,
        lastName: last,
        jobTitle,
        phone: isAmara ? "+46 8 555 010 22" : `${dial} 555 01${dice.between(10, 99)} ${dice.between(10, 99)}`,
        lifecycleStage: isAmara ? "Opportunity" : dice.pick(lifecycleStages.slice(1, 6)),
        leadStatus: isAmara ? "In progress" : dice.pick(leadStatuses),
        timeZone: zone,
        city: seedCompanies[firm]?.city ?? null,
        country: seedCompanies[firm]?.country ?? null,
      },
    };
  });
}

function dealRows(world: World) {
  return dealsOf(world).map((one, place) => {
    const pipeline = pipelineOf(world, "deal");
    const stage = pipeline.stages.find(({ name }) => name === one.stage);
    const at = shift(world.now, -(20 + place * 9) * 86_400_000);
    const closed = findStage(world.pipelines, stage?.id)?.closed ?? null;
    return {
      head: headOf("deal", one.id, one.name, world.users[one.owner].id, at),
      detail: {
        accountId,
        id: one.id,
        pipelineId: pipeline.id,
        stageId: stage?.id ?? "",
        amount: one.amount,
        closeDate: one.closesIn === null ? null : world.day(one.closesIn),
        dealType: one.type,
        priority: one.priority,
        description: one.description,
        stageEnteredAt: closed && one.closesIn !== null ? world.at(one.closesIn, "11:00") : at,
      },
    };
  });
}

function ticketRows(world: World) {
  return seedTickets.map((one, place) => {
    const id = ticketId(one.name);
    const pipeline = pipelineOf(world, "ticket");
    const stage = pipeline.stages.find(({ name }) => name === one.status);
    const at = world.at(-one.openedDaysAgo, `${8 + (place % 9)}:${10 + place * 3}`.padStart(5, "0"));
    const changed = shift(at, (stage?.closed ? 30 : 5) * 3_600_000);
    const closedAt = stage?.closed ? changed : null;
    return {
      head: headOf("ticket", id, one.name, ownerOf(world, place), at),
      detail: {
        accountId,
        id,
        pipelineId: pipeline.id,
        stageId: stage?.id ?? "",
        description: one.description,
        source: one.source,
        priority: one.priority,
        category: one.category,
        closedAt,
        stageEnteredAt: changed,
      },
    };
  });
}

/** The demo's deals as they are called this year, with their ids. */
export const dealsOf = (world: World) =>
  seedDeals.map((one) => ({
    ...one,
    id: dealId(one.name),
    name: one.name.replace("{nextYear}", String(Number(world.day(0).slice(0, 4)) + 1)),
  }));

const ownerOf = (world: World, place: number): string => world.users[place % 3]?.id ?? world.users[0].id;

function pipelineOf(world: World, kind: "deal" | "ticket") {
  const found = world.pipelines.find((pipeline) => pipeline.kind === kind);
  if (!found) throw new Error(`there is no ${kind} pipeline`);
  return found;
}
