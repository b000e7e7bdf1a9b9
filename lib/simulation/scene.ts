import { eq } from "drizzle-orm";
import { inAccount } from "@/db/client";
import { users as usersTable } from "@/db/schema/accounts";
import { newId } from "@/lib/crypto";
import type { Role, SessionUser } from "@/lib/domain/accounts/user";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { RecordRef } from "@/lib/domain/records/record";
import { insertAccount, insertContact, insertUser } from "@/lib/services/testing/story";
import { database } from "@/lib/services/wiring";
import { BOB, CARA, LEE, MIA, TEAM, ZOE } from "./people";
import type { Random } from "./random";
import type { Stage } from "./stage";
import { TimeOffBook } from "./time-off-book";

/** An account as the history has left it: what its people set up, kept beside the product for the oracle. */
export type AccountFacts = {
  id: string;
  domain: string;
  users: SessionUser[];
  /** The app its administrator has installed; null for none. */
  provider: ProviderName | null;
  contacts: Map<string, RecordRef>;
  /** Former addresses of contacts that were merged, and the address of whom they became. */
  merged: Map<string, string>;
  groups: Set<string>;
  denied: Set<string>;
  /** Domains of the organisation besides its main one. */
  connectedDomains: Set<string>;
  /** Users who want all-day events. */
  allDay: Set<string>;
  /** Users who want each occurrence logged when it takes place, and since when anybody here ever did. */
  everyOccurrence: Set<string>;
  occurrencesSince: string | null;
  /** Whose time off and calendar are not kept the same: "now", or up to when they were not. */
  apartSince: Map<string, string>;
};

/** An event somebody made, by the name it has in its owner's calendar. */
export type Happening = {
  provider: ProviderName;
  owner: string;
  id: string;
  uid: string;
  isSeries: boolean;
  /** The scheduled meeting it was made for. */
  promisedAs?: string;
};

/** A meeting that was scheduled in the CRM. */
export type Promised = {
  account: AccountFacts;
  meetingId: string;
  host: SessionUser;
  title: string;
  guests: string[];
};

/** One history's own world on the shared stage. */
export type Scene = {
  stage: Stage;
  accounts: AccountFacts[];
  happenings: Happening[];
  promised: Promised[];
  /** Titles that meetings were given by a change from the CRM, and the UID of the event they were meant for. */
  amended: Map<string, string | null>;
  timeOff: TimeOffBook;
  /** Numbers titles, so that each is there once. */
  count: number;
};

/** Empties both calendars, sets the clock back and makes two accounts that no other history knows. */
export async function openScene(stage: Stage, random: Random): Promise<Scene> {
  stage.clock.restart();
  stage.postBox.messages.length = 0;
  stage.log.length = 0;
  await Promise.all(Object.values(stage.desks).map((desk) => desk.act("POST", "/reset")));
  await stage.desks.microsoft.act("PATCH", "/behaviours", mannersOf(random));
  const acme = await makeAccount("acme.test", [
    { name: "Mia Berg", email: MIA, role: "admin" },
    { name: "Bob Ray", email: BOB, role: "member" },
  ]);
  const beta = await makeAccount("beta.test", [{ name: "Cara Lund", email: CARA, role: "admin" }]);
  await addContacts(acme, [LEE, ZOE, TEAM, CARA]);
  await addContacts(beta, [LEE, ZOE, TEAM, MIA]);
  return {
    stage,
    accounts: [acme, beta],
    happenings: [],
    promised: [],
    amended: new Map(),
    timeOff: new TimeOffBook(),
    count: 0,
  };
}

/** What the vendor leaves open is played one way or the other. */
const mannersOf = (random: Random) => ({
  answerMilliseconds: 0,
  notificationCopies: 1 + random.below(3),
  keepsDeclined: random.chance(0.3),
  sendsMasters: random.chance(0.5),
  saysRemovedSlots: random.chance(0.5),
  repeatsRows: random.chance(0.5),
  startsWithEmptyPage: random.chance(0.5),
  expiredStateStatus: random.pick([400, 410]),
  transactionReplay: random.pick(["existing", "refused"]),
  instanceUid: random.pick(["of the series", "of its own", "none"]),
});

async function makeAccount(
  domain: string,
  members: { name: string; email: string; role: Role }[],
): Promise<AccountFacts> {
  const id = newId();
  const users = await inAccount(database(), id, async (tx) => {
    await insertAccount(tx, id, domain);
    const made: SessionUser[] = [];
    for (const member of members) made.push({ ...(await insertUser(tx, id, member)), timeZone: "UTC" });
    // All of them live where a day begins at midnight UTC.
    await tx.update(usersTable).set({ timeZone: "UTC" }).where(eq(usersTable.accountId, id));
    return made;
  });
  return {
    id,
    domain,
    users,
    provider: null,
    contacts: new Map(),
    merged: new Map(),
    groups: new Set(),
    denied: new Set(),
    connectedDomains: new Set(),
    allDay: new Set(),
    everyOccurrence: new Set(),
    occurrencesSince: null,
    apartSince: new Map(),
  };
}

async function addContacts(account: AccountFacts, emails: readonly string[]): Promise<void> {
  await inAccount(database(), account.id, async (tx) => {
    for (const email of emails) {
      const firstName = email.split("@")[0] ?? email;
      account.contacts.set(email, await insertContact(tx, account.id, { firstName, email }));
    }
  });
}

/** Takes everything of this history out of the database. */
export async function closeScene({ stage, accounts }: Scene): Promise<void> {
  const ids = accounts.map((account) => account.id);
  await stage.owner`delete from graphile_worker._private_jobs`;
  await stage.owner`delete from activities where account_id in ${stage.owner(ids)}`;
  await stage.owner`delete from accounts where account_id in ${stage.owner(ids)}`;
}

/** The account and the person behind a user's address. */
export function userOf(scene: Scene, email: string): { account: AccountFacts; user: SessionUser } {
  for (const account of scene.accounts) {
    const user = account.users.find((each) => each.email === email);
    if (user) return { account, user };
  }
  throw new Error(`${email} is nobody's user`);
}
