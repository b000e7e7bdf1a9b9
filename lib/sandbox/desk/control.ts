import { z } from "zod";
import type { Call, Reply } from "../google/http";
import { liveStream } from "../google/pages/live-stream";
import { type SandboxPerson, sameAddress } from "../google/people";
import type { RequestLog } from "../google/request-log";
import { type FillInput, fillInput } from "./fill";
import { type InvitationMessage, invitationMessage } from "./foreign-mail";
import { livesElsewhere, markHome, residentOf } from "./homes";
import type { InFlight } from "./in-flight";

/** The parts of a sandbox that the control routes see and move. */
export type Controlled<Switches> = {
  people: SandboxPerson[];
  now(): number;
  store: {
    state: {
      behaviours: Switches;
      elsewhere: Record<string, boolean>;
      outbox: { to: string }[];
    };
    onChange(listener: (email: string) => void): () => void;
    forward(milliseconds: number): void;
    markDirty(): void;
    reset(): void;
  };
  trouble: { clear(): void };
  requests: RequestLog;
  inFlight: InFlight;
};

/** What one sandbox brings to the routes that both share. */
export type ControlParts<World, Switches, Trouble> = {
  /** A 400 in the provider's envelope. */
  refuse(complaint: string): Error;
  jsonOf(call: Call): unknown;
  switched(current: Switches, change: unknown): Switches | undefined;
  receive(world: World, message: InvitationMessage): string;
  /** Fills a calendar and says with how many events. */
  fill(world: World, input: FillInput): number;
  troubleInput: z.ZodType<Trouble>;
  applyTrouble(world: World, input: Trouble): { done: string };
};

const clockBody = z.object({ forwardSeconds: z.number().positive() });
const homeBody = z.object({ elsewhere: z.boolean() });

/** Reads the body of a control call; `refuse` words the 400 when it is not what the route takes. */
export function bodyOf<Value>(
  parts: { refuse(complaint: string): Error; jsonOf(call: Call): unknown },
  schema: z.ZodType<Value>,
  call: Call,
  complaint: string,
): Value {
  const result = schema.safeParse(parts.jsonOf(call));
  if (!result.success) throw parts.refuse(complaint);
  return result.data;
}

/** The control routes both sandboxes have, by method and path. */
export function controlRoutes<World extends Controlled<Switches>, Switches, Trouble>(
  parts: ControlParts<World, Switches, Trouble>,
): Record<string, (world: World, call: Call) => Reply> {
  return {
    "GET /sandbox/outbox": (world, call) => ok({ mails: mailsFor(world, call.query.get("to")) }),
    "GET /sandbox/requests": (world) => ok({ requests: world.requests.list() }),
    "GET /sandbox/live": (world) => liveStream(world),
    "GET /sandbox/in-flight": (world) => ok({ peaks: world.inFlight.peaks() }),
    "POST /sandbox/in-flight/reset": (world) => done(() => world.inFlight.resetPeaks()),
    "GET /sandbox/behaviours": (world) => ok(world.store.state.behaviours),
    "PATCH /sandbox/behaviours": (world, call) => switchBehaviours(world, parts, call),
    "POST /sandbox/clock": (world, call) => {
      const complaint = "The clock can only be put forward.";
      world.store.forward(bodyOf(parts, clockBody, call, complaint).forwardSeconds * 1000);
      return ok({ now: new Date(world.now()).toISOString() });
    },
    "POST /sandbox/invitations": (world, call) => {
      const complaint = "The invitation could not be read.";
      return ok({ outcome: parts.receive(world, bodyOf(parts, invitationMessage, call, complaint)) });
    },
    "POST /sandbox/fill": (world, call) => {
      const input = bodyOf(parts, fillInput, call, "Say whose calendar is filled, with what and how much.");
      if (!residentOf(world, input.email))
        throw parts.refuse("Nobody with this address has a calendar here.");
      return ok({ filled: parts.fill(world, input) });
    },
    "POST /sandbox/reset": (world) => done(() => reset(world)),
    "POST /sandbox/trouble": (world, call) => {
      const input = bodyOf(parts, parts.troubleInput, call, "There is no such trouble.");
      return ok(parts.applyTrouble(world, input));
    },
    "POST /sandbox/trouble/clear": (world) => done(() => world.trouble.clear()),
  };
}

/** `/sandbox/people/{email}`: where a person lives, to read and (PATCH) to change. */
export function answerHome(
  world: Controlled<unknown>,
  call: Call,
  person: SandboxPerson,
  parts: { refuse(complaint: string): Error; jsonOf(call: Call): unknown },
): Reply {
  if (call.method === "PATCH") {
    const { elsewhere } = bodyOf(parts, homeBody, call, "Say whether the person lives elsewhere.");
    markHome(world, person, elsewhere);
  }
  return ok({ email: person.email, name: person.name, elsewhere: livesElsewhere(world, person) });
}

function mailsFor(world: Controlled<unknown>, to: string | null): { to: string }[] {
  const mails = world.store.state.outbox.filter((mail) => to === null || sameAddress(mail.to, to));
  return mails.reverse();
}

function switchBehaviours<Switches>(
  world: Controlled<Switches>,
  parts: Pick<ControlParts<never, Switches, never>, "switched" | "refuse" | "jsonOf">,
  call: Call,
): Reply {
  const next = parts.switched(world.store.state.behaviours, parts.jsonOf(call));
  if (!next) throw parts.refuse("There is no such switch.");
  world.store.state.behaviours = next;
  world.store.markDirty();
  return ok(next);
}

function reset(world: Controlled<unknown>): void {
  world.store.reset();
  world.trouble.clear();
  world.requests.clear();
  world.inFlight.resetPeaks();
}

function done(act: () => void): Reply {
  act();
  return ok({});
}

function ok(json: unknown): Reply {
  return { status: 200, json };
}
