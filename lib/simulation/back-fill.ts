import type { SessionUser } from "@/lib/domain/accounts/user";
import { AppError } from "@/lib/domain/errors";
import { cancelBackFill } from "@/lib/services/back-fill/cancel";
import { confirmBackFill } from "@/lib/services/back-fill/confirm";
import { getBackFill } from "@/lib/services/back-fill/get";
import { startBackFill } from "@/lib/services/back-fill/start";
import type { Ctx } from "@/lib/services/context";
import { userCtx } from "@/lib/services/wiring";
import { fateOf } from "./blows";
import { Killed, subjectTo } from "./faults";
import { takeJob } from "./machine";
import { users } from "./people";
import { dueJobs } from "./queue";
import { count, type Run } from "./run";
import { userOf } from "./scene";
import type { StepOf } from "./steps";

/** Someone has earlier meetings counted, has what was counted logged, or calls it off (RULES N3). */
export async function backFill(run: Run, step: StepOf<"back-fill">): Promise<void> {
  const user = await personFor(run, step);
  if (step.what === "confirm") await untilCounted(run, user);
  const fate = fateOf(run, step.blow);
  const end = await press(subjectTo(fate, userCtx(user)), step.what).catch((error: unknown) => {
    if (error instanceof AppError) return "refused";
    if (error instanceof Killed || fate.hasStruck) return "killed";
    throw error;
  });
  await fate.aftermath;
  count(run.tally, `back-fill ${step.what} ${end}`);
}

/** Whoever has one to confirm or to call off, starting with whom the step names. */
async function personFor({ scene }: Run, { user: email, what }: StepOf<"back-fill">): Promise<SessionUser> {
  const { user: named } = userOf(scene, email);
  if (what === "ask") return named;
  for (const each of [email, ...users]) {
    const { user } = userOf(scene, each);
    const state = (await getBackFill(userCtx(user)))?.state;
    if (state === "ready" || (what === "cancel" && (state === "counting" || state === "running")))
      return user;
  }
  return named;
}

/** The page shows how the count comes along; there is nothing to confirm before it is done. */
async function untilCounted(run: Run, user: SessionUser): Promise<void> {
  for (let looks = 0; looks < 3; looks += 1) {
    const latest = await getBackFill(userCtx(user));
    if (latest?.state !== "counting") return;
    const due = await dueJobs(run.scene.stage);
    const page = due.find((job) => job.payload.backFillId === latest.id);
    if (!page) return;
    await takeJob(run, page, null);
  }
}

async function press(ctx: Ctx, what: "ask" | "confirm" | "cancel"): Promise<string> {
  if (what === "ask") return (await startBackFill(ctx, { days: 30 })).state;
  const latest = await getBackFill(ctx);
  if (!latest) return "nothing";
  const { state } = await (what === "confirm" ? confirmBackFill : cancelBackFill)(ctx, latest);
  return state;
}
