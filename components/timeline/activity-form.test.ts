import { describe, expect, it } from "vitest";
import type { CallEntry, TaskEntry } from "@/lib/domain/timeline/entry";
import { blankActivity, checkActivity, formOf } from "./activity-form";

const zone = "Europe/Warsaw";
const friday = "2026-11-20T12:10:42.000Z";
const entry = {
  id: "e",
  title: "Send the quote",
  author: null,
  pinned: false,
  createdAt: friday,
  updatedAt: friday,
  records: [],
  body: "Net 45",
};

describe("blankActivity", () => {
  it("dates a call now and a task three working days ahead", () => {
    expect(blankActivity("call", friday, zone)).toMatchObject({ date: "2026-11-20", time: "13:10" });
    expect(blankActivity("task", friday, zone)).toMatchObject({ date: "2026-11-25", time: "09:00" });
  });
  it("is on the viewer's day", () => {
    expect(blankActivity("call", "2026-11-20T23:30:00.000Z", zone).date).toBe("2026-11-21");
  });
});

describe("checkActivity", () => {
  it("asks a note for a text", () => {
    expect(checkActivity("note", blankActivity("note", friday, zone), zone)).toEqual({
      ok: false,
      faults: { body: "Write something first." },
    });
  });
  it("asks a task for a title and a date", () => {
    const form = { ...blankActivity("task", friday, zone), date: "" };
    expect(checkActivity("task", form, zone)).toEqual({
      ok: false,
      faults: { title: "Give the task a title.", at: "Choose a date and time." },
    });
  });
  it("reads a call's minutes and refuses what is no number", () => {
    const form = { ...blankActivity("call", friday, zone), duration: "6", outcome: "Connected" };
    expect(checkActivity("call", form, zone)).toEqual({
      ok: true,
      draft: {
        kind: "call",
        body: "",
        at: "2026-11-20T12:10:00.000Z",
        outcome: "Connected",
        direction: "Outbound",
        durationMinutes: 6,
      },
    });
    const bad = checkActivity("call", { ...form, duration: "six" }, zone);
    expect(bad.ok ? [] : Object.keys(bad.faults)).toEqual(["durationMinutes"]);
  });
});

describe("formOf", () => {
  it("goes back and forth without changing an entry", () => {
    const task: TaskEntry = {
      ...entry,
      kind: "task",
      at: "2026-11-25T08:00:00.000Z",
      completedAt: null,
      type: "Call",
      priority: "High",
    };
    expect(checkActivity("task", formOf(task, zone), zone)).toEqual({
      ok: true,
      draft: { kind: "task", title: task.title, body: "Net 45", at: task.at, type: "Call", priority: "High" },
    });
    const call: CallEntry = {
      ...entry,
      kind: "call",
      at: "2026-11-18T08:12:00.000Z",
      outcome: "Busy",
      direction: "Inbound",
      durationMinutes: null,
    };
    expect(checkActivity("call", formOf(call, "Asia/Kathmandu"), "Asia/Kathmandu")).toMatchObject({
      ok: true,
      draft: { at: call.at, outcome: "Busy", direction: "Inbound", durationMinutes: null },
    });
  });
});
