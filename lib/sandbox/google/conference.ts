import { randomBytes } from "node:crypto";
import { invalidValue, missingValue } from "./api-error";
import { setDetail } from "./event-fields";
import type { EventInput } from "./event-input";
import { type ConferenceData, cloneRecord, type EventRecord } from "./event-record";
import { commitAsOrganizer } from "./organizer-writes";
import type { World } from "./world";

const PENDING_MS = 1500;
const ICON =
  "https://fonts.gstatic.com/s/i/productlogos/meet_2020q4/v6/web-512dp/logo_meet_2020q4_color_2x_web_512dp.png";

type Asked = EventInput["conferenceData"];

/** Applies a `conferenceData` member sent with conferenceDataVersion=1; a new request starts out pending. */
export function askForConference(world: World, record: EventRecord, asked: Asked): EventRecord {
  if (asked === undefined) return record;
  const next = cloneRecord(record);
  if (asked === null) return withoutConference(next);
  if (!asked.createRequest) return record;
  const { requestId, conferenceSolutionKey } = asked.createRequest;
  if (!requestId)
    throw missingValue("Missing conference request id.", "conferenceData.createRequest.requestId");
  const type = conferenceSolutionKey?.type ?? "hangoutsMeet";
  if (type !== "hangoutsMeet") throw invalidValue("Invalid conference type value.");
  if (record.details.conferenceData?.createRequest?.requestId === requestId) return record;
  const occasion = { email: record.organizer.email };
  const slow = world.trouble.take(["meet-pending"], occasion);
  const fails = world.trouble.take(["meet-failure"], occasion) !== undefined;
  const request = { requestId, conferenceSolutionKey: { type }, status: { statusCode: "pending" as const } };
  next.details.conferenceData = { createRequest: request };
  setDetail(next.details, "hangoutLink", undefined);
  next.meetDueAt = world.now() + (slow ? (slow.seconds ?? 60) * 1000 : PENDING_MS);
  next.meetFails = fails || undefined;
  return next;
}

/** Removes the conference, as PUT without it and PATCH with null do. */
export function withoutConference(record: EventRecord): EventRecord {
  setDetail(record.details, "conferenceData", undefined);
  setDetail(record.details, "hangoutLink", undefined);
  record.meetDueAt = undefined;
  return record;
}

/** Every pending conference gets its answer when due; also those a restart left behind. Returns a stop function. */
export function answerConferences(world: World): () => void {
  const timers = new Map<string, NodeJS.Timeout>();
  const plan = (email: string, record: EventRecord | undefined) => {
    if (!record?.meetDueAt || record.status === "cancelled") return;
    const key = `${email} ${record.id}`;
    clearTimeout(timers.get(key));
    const wait = Math.max(0, record.meetDueAt - world.now());
    timers.set(
      key,
      setTimeout(() => settle(world, email, record.id), wait),
    );
  };
  for (const [email, calendar] of world.store.state.calendars) {
    for (const record of calendar.events.values()) plan(email, record);
  }
  const unsubscribe = world.store.onChange(plan);
  return () => {
    unsubscribe();
    for (const timer of timers.values()) clearTimeout(timer);
  };
}

function settle(world: World, email: string, id: string): void {
  const record = world.store.calendar(email).events.get(id);
  const request = record?.details.conferenceData?.createRequest;
  if (!record?.meetDueAt || !request || record.status === "cancelled") return;
  const next = { ...cloneRecord(record), meetDueAt: undefined, meetFails: undefined };
  next.details.conferenceData = record.meetFails
    ? { createRequest: { ...request, status: { statusCode: "failure" } } }
    : meeting(request);
  const link = next.details.conferenceData.entryPoints?.[0]?.uri;
  setDetail(next.details, "hangoutLink", link);
  commitAsOrganizer(world, record, next, { sendUpdates: "none", cause: "api", tellsElsewhere: true });
  void world.store.flush();
}

function meeting(request: NonNullable<ConferenceData["createRequest"]>): ConferenceData {
  const letters = [...randomBytes(10)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
  const id = `${letters.slice(0, 3)}-${letters.slice(3, 7)}-${letters.slice(7)}`;
  return {
    createRequest: { ...request, status: { statusCode: "success" } },
    entryPoints: [
      { entryPointType: "video", uri: `https://meet.google.com/${id}`, label: `meet.google.com/${id}` },
    ],
    conferenceSolution: { key: { type: "hangoutsMeet" }, name: "Google Meet", iconUri: ICON },
    conferenceId: id,
  };
}
