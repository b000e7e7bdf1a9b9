import { amend } from "./amend";
import { backFill } from "./back-fill";
import { asGuest, changeSlot, create, edit } from "./calendar-acts";
import { changeContact, remove, schedule } from "./crm-acts";
import { deliver, lookForOccurrences, poll, takeNamed, trouble, work } from "./machine";
import { merge } from "./merge";
import type { Run } from "./run";
import { changeSetting, turnSyncing } from "./settings";
import { changeConnection, drain, switchApp } from "./settle";
import type { Step, StepOf } from "./steps";
import { changeAway, changeTimeOffHere, goAway, keepTheSame } from "./time-off-acts";

type Done = Promise<unknown> | undefined;
type Act = Step["do"];

const inCalendars = [
  "create",
  "rename",
  "hide",
  "show",
  "move",
  "invite",
  "cancel",
  "reply",
  "leave",
  "slot-rename",
  "slot-move",
  "slot-cancel",
  "slot-reply",
  "split",
  "away",
  "away-edit",
] as const satisfies readonly Act[];
const onPages = [
  "schedule",
  "amend",
  "delete",
  "contact",
  "merge",
  "setting",
  "syncing",
  "back-fill",
  "time-off",
  "time-off-sync",
  "connect",
  "disconnect",
  "switch-app",
] as const satisfies readonly Act[];

type InCalendar = StepOf<(typeof inCalendars)[number]>;
type OnPage = StepOf<(typeof onPages)[number]>;

const isInCalendar = (step: Step): step is InCalendar => inCalendars.some((act) => act === step.do);
const isOnPage = (step: Step): step is OnPage => onPages.some((act) => act === step.do);

/** Lets one step of a history happen. */
export function perform(run: Run, step: Step): Done {
  if (isInCalendar(step)) return actInCalendar(run, step);
  return isOnPage(step) ? actOnPage(run, step) : runMachinery(run, step);
}

function actInCalendar(run: Run, step: InCalendar): Done {
  switch (step.do) {
    case "create":
      return create(run.scene, step);
    case "reply":
    case "leave":
      return asGuest(run.scene, step);
    case "slot-rename":
    case "slot-move":
    case "slot-cancel":
    case "slot-reply":
    case "split":
      return changeSlot(run.scene, step);
    case "away":
      return goAway(run, step);
    case "away-edit":
      return changeAway(run, step);
    default:
      return edit(run.scene, step);
  }
}

function actOnPage(run: Run, step: OnPage): Done {
  switch (step.do) {
    case "schedule":
      return schedule(run, step);
    case "amend":
      return amend(run, step);
    case "delete":
      return remove(run, step);
    case "contact":
      return changeContact(run, step);
    case "merge":
      return merge(run, step);
    case "setting":
      return changeSetting(run, step);
    case "syncing":
      return turnSyncing(run, step);
    case "back-fill":
      return backFill(run, step);
    case "time-off":
      return changeTimeOffHere(run, step);
    case "time-off-sync":
      return keepTheSame(run, step);
    case "switch-app":
      return switchApp(run, step);
    default:
      return changeConnection(run, step);
  }
}

/** Notifications, workers, the timetable, time itself, and trouble at the providers. */
function runMachinery(run: Run, step: Exclude<Step, InCalendar | OnPage>): Done {
  switch (step.do) {
    case "deliver":
      return deliver(run, step);
    case "poll":
      return poll(run, step);
    case "work":
      return work(run, step);
    case "job":
      return takeNamed(run, step);
    case "quiet":
      return drain(run);
    case "look":
      return lookForOccurrences(run);
    case "trouble":
      return trouble(run, step);
    case "wait":
      run.scene.stage.clock.forward(step.seconds);
      return undefined;
  }
}
