import { describe, expect, test } from "vitest";
import { AppError } from "../errors";
import { defaultPipelines } from "./default-pipelines";
import type { Placing } from "./placing";
import { planEdit, type StoredRecord } from "./plan-edit";
import { planNewRecord } from "./plan-new";

const placing: Placing = {
  pipelines: defaultPipelines((name) => name),
  now: "2026-11-21T22:30:00.000Z",
  today: "2026-11-21",
};
const sales = (stage: string) => `Sales pipeline/${stage}`;
const support = (stage: string) => `Support pipeline/${stage}`;

const refusal = (work: () => unknown): AppError => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error("it was not refused");
};

describe("planNewRecord", () => {
  test.each([
    ["2026-11-21", "2026-11-30"],
    ["2028-02-01", "2028-02-29"],
    ["2026-12-31", "2026-12-31"],
  ])("a deal made on %s closes on %s", (today, closeDate) => {
    expect(planNewRecord("deal", { name: "D" }, { ...placing, today }).details.closeDate).toBe(closeDate);
  });

  test("a deal that is won when it is made closes today", () => {
    const { details } = planNewRecord("deal", { name: "D", stageId: sales("Closed won") }, placing);
    expect(details).toMatchObject({ closeDate: "2026-11-21", pipelineId: "Sales pipeline" });
  });

  test("names what is missing", () => {
    expect(refusal(() => planNewRecord("company", {}, placing)).fields).toHaveProperty("name");
    expect(refusal(() => planNewRecord("contact", {}, placing)).fields).toHaveProperty("email");
    expect(
      refusal(() => planNewRecord("ticket", { name: "T", pipelineId: "no" }, placing)).fields,
    ).toHaveProperty("pipelineId");
  });
});

describe("planEdit", () => {
  const deal = (stage: string, closeDate = "2026-12-15"): StoredRecord => ({
    kind: "deal",
    name: "D",
    ownerId: null,
    properties: { name: "D", pipelineId: "Sales pipeline", stageId: sales(stage), closeDate },
  });
  const move = (from: string, to: string) => planEdit(deal(from), { stageId: sales(to) }, placing).details;

  test.each([
    ["Contract sent", "Closed won", true],
    ["Contract sent", "Closed lost", true],
    ["Closed won", "Closed lost", true],
    ["Closed lost", "Closed won", true],
    ["Closed won", "Contract sent", false],
    ["Qualified to buy", "Contract sent", false],
  ])("from %s to %s sets the close date: %s", (from, to, sets) => {
    const details = move(from, to);
    expect(details.stageId).toBe(sales(to));
    expect("closeDate" in details).toBe(sets);
  });

  test("from won to another won leaves the close date", () => {
    const [salesPipeline, ...others] = placing.pipelines;
    if (!salesPipeline) throw new Error("there is a sales pipeline");
    const second = { id: "won again", name: "Won again", probability: 100, closed: "won" as const };
    const pipelines = [{ ...salesPipeline, stages: [...salesPipeline.stages, second] }, ...others];
    const { details } = planEdit(deal("Closed won"), { stageId: "won again" }, { ...placing, pipelines });
    expect(details).toEqual({ stageId: "won again", stageEnteredAt: placing.now });
  });

  test("a close date in the same edit is kept", () => {
    const edit = { stageId: sales("Closed won"), closeDate: "2026-10-01" };
    expect(planEdit(deal("Contract sent"), edit, placing).details.closeDate).toBe("2026-10-01");
  });

  test("another pipeline begins at its first stage", () => {
    const other = {
      id: "p2",
      kind: "deal" as const,
      name: "P2",
      stages: [{ id: "s1", name: "S1", probability: 1, closed: null }],
    };
    const pipelines = [...placing.pipelines, other];
    const { details } = planEdit(deal("Contract sent"), { pipelineId: "p2" }, { ...placing, pipelines });
    expect(details).toMatchObject({ pipelineId: "p2", stageId: "s1" });
  });

  test("a ticket's close stamp comes and goes", () => {
    const ticket = (stage: string): StoredRecord => ({
      kind: "ticket",
      name: "T",
      ownerId: null,
      properties: {
        name: "T",
        pipelineId: "Support pipeline",
        stageId: support(stage),
        closedAt: "2026-01-01T00:00:00.000Z",
      },
    });
    const to = (from: string, stage: string) =>
      planEdit(ticket(from), { stageId: support(stage) }, placing).details;
    expect(to("New", "Closed").closedAt).toBe(placing.now);
    expect(to("Closed", "New").closedAt).toBeNull();
    expect(to("New", "Waiting on us")).not.toHaveProperty("closedAt");
  });

  test("an edit that changes nothing says so", () => {
    expect(planEdit(deal("Contract sent"), { name: "D", closeDate: "2026-12-15" }, placing)).toMatchObject({
      details: {},
      changed: false,
    });
  });

  test("refuses a stage of another pipeline and a contact without a name", () => {
    expect(
      refusal(() => planEdit(deal("Contract sent"), { stageId: support("New") }, placing)).fields,
    ).toHaveProperty("stageId");
    const contact: StoredRecord = {
      kind: "contact",
      name: "a@b.example",
      ownerId: null,
      properties: { email: "a@b.example" },
    };
    expect(refusal(() => planEdit(contact, { email: null }, placing)).fields).toHaveProperty("email");
  });
});
