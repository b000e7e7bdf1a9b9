import { Writable } from "node:stream";
import { pino } from "pino";
import { logOptions } from "@/lib/log";
import { syncCalendar } from "../sync";
import type { Stage } from "./stage.testing";

/** Reads Mia's calendar once, at the most talkative level, and answers with every line that was logged. */
export async function readAloud(s: Stage): Promise<string> {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = pino({ ...logOptions, level: "trace" }, stream);
  const { id, pausedUntil } = await s.connection();
  const now = () => pausedUntil ?? new Date().toISOString();
  await syncCalendar({ ...s.world.ctxOf(s.mia.user), log, now }, id);
  return lines.join("");
}
