import { AppError } from "@/lib/domain/errors";
import { setSyncing } from "@/lib/services/calendar/set-syncing";
import type { Ctx } from "@/lib/services/context";
import {
  addDomain,
  addGroup,
  allowDomain,
  denyDomain,
  removeDomain,
  removeGroup,
} from "@/lib/services/sync-rules/change-lists";
import { setAllDayEvents, setEveryOccurrence } from "@/lib/services/sync-rules/preferences";
import { userCtx } from "@/lib/services/wiring";
import { LEE, TEAM } from "./people";
import { count, type Run } from "./run";
import { type AccountFacts, userOf } from "./scene";
import type { StepOf } from "./steps";

const DENIED = { domain: "nowhere.test" };
const CONNECTED = { domain: LEE.split("@")[1] ?? "" };

/** A setting of the user or of the account is turned on its page; it acts on what comes next. */
export async function changeSetting(run: Run, step: StepOf<"setting">): Promise<void> {
  const { account, user } = userOf(run.scene, step.user);
  if (step.what === "all-day") {
    await setAllDayEvents(userCtx(user), { allDayEvents: step.isOn });
    toggle(account.allDay, user.email, step.isOn);
  } else if (step.what === "occurrences") {
    await setEveryOccurrence(userCtx(user), { everyOccurrence: step.isOn });
    toggle(account.everyOccurrence, user.email, step.isOn);
    if (step.isOn) account.occurrencesSince ??= run.scene.stage.clock.instant;
  } else await changeList(run, account, step);
}

const lists = {
  group: {
    kept: (account: AccountFacts) => account.groups,
    value: TEAM,
    add: (ctx: Ctx) => addGroup(ctx, { email: TEAM }),
    remove: (ctx: Ctx) => removeGroup(ctx, { email: TEAM }),
  },
  denied: {
    kept: (account: AccountFacts) => account.denied,
    value: DENIED.domain,
    add: (ctx: Ctx) => denyDomain(ctx, DENIED),
    remove: (ctx: Ctx) => allowDomain(ctx, DENIED),
  },
  own: {
    kept: (account: AccountFacts) => account.connectedDomains,
    value: CONNECTED.domain,
    add: (ctx: Ctx) => addDomain(ctx, CONNECTED),
    remove: (ctx: Ctx) => removeDomain(ctx, CONNECTED),
  },
};

/** The account's lists are its administrators'; what is on one already, or is not, is refused with a word. */
async function changeList(run: Run, account: AccountFacts, { what, isOn }: StepOf<"setting">): Promise<void> {
  const [admin] = account.users;
  if (!admin || what === "all-day" || what === "occurrences") return;
  const list = lists[what];
  const wasOn = list.kept(account).has(list.value);
  const change = isOn ? list.add : list.remove;
  const isRefused = await change(userCtx(admin)).then(() => false, refused);
  if (isRefused !== (wasOn === isOn)) throw new Error(`the list "${what}" was not as it was left`);
  count(run.tally, `setting ${what} ${isOn ? "on" : "off"}`);
  toggle(list.kept(account), list.value, isOn);
}

/** "Sync my calendar" (RULES C11): on again, new events count from now on, by the provider's clock. */
export async function turnSyncing(run: Run, { user: email, isOn }: StepOf<"syncing">): Promise<void> {
  const { user } = userOf(run.scene, email);
  const mailbox = run.mailboxes.find((each) => each.userId === user.id && each.isLive);
  const isRefused = await setSyncing(userCtx(user), { syncing: isOn }).then(() => false, refused);
  if (isRefused !== (mailbox === undefined)) throw new Error("the switch answered for another calendar");
  if (!mailbox || mailbox.isSyncing === isOn) return;
  mailbox.isSyncing = isOn;
  if (isOn) mailbox.since = run.scene.stage.clock.instant;
  count(run.tally, `sync my calendar ${isOn ? "on" : "off"}`);
}

function refused(error: unknown): true {
  if (error instanceof AppError) return true;
  throw error;
}

function toggle(set: Set<string>, value: string, isOn: boolean): void {
  if (isOn) set.add(value);
  else set.delete(value);
}
