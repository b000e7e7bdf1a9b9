import { describe, expect, it } from "vitest";
import type { Pipeline } from "@/lib/domain/records/record";
import { changeDraft, checkDraft, startingDraft } from "./create-draft";

const sales = "00000000-0000-4000-8000-000000000001";
const other = "00000000-0000-4000-8000-000000000002";
const first = "00000000-0000-4000-8000-000000000011";
const otherFirst = "00000000-0000-4000-8000-000000000021";
const me = "00000000-0000-4000-8000-0000000000aa";
const stage = (id: string, name: string) => ({ id, name, probability: null, closed: null });
const pipelines: Pipeline[] = [
  { id: sales, kind: "deal", name: "Sales", stages: [stage(first, "New")] },
  { id: other, kind: "deal", name: "Renewals", stages: [stage(otherFirst, "Due")] },
];

describe("the create panel's draft", () => {
  it("starts a contact as a lead of the person who creates it", () => {
    expect(startingDraft("contact", me, pipelines)).toMatchObject({
      lifecycleStage: "Lead",
      ownerId: me,
      email: "",
    });
  });

  it("starts a deal in the first stage of its pipeline, and follows the pipeline", () => {
    const draft = startingDraft("deal", me, pipelines);
    expect(draft).toMatchObject({ pipelineId: sales, stageId: first });
    expect(changeDraft(draft, "pipelineId", other, pipelines)).toMatchObject({ stageId: otherFirst });
    expect(changeDraft(draft, "name", "Renewal", pipelines)).toMatchObject({
      name: "Renewal",
      stageId: first,
    });
  });

  it("sends only what was filled in, read as its type", () => {
    const draft = { ...startingDraft("deal", me, pipelines), name: " Renewal ", amount: "84000" };
    expect(checkDraft("deal", draft)).toEqual({
      ok: true,
      values: { name: "Renewal", amount: 84_000, pipelineId: sales, stageId: first, ownerId: me },
    });
  });

  it("names every fault at its property", () => {
    const draft = { ...startingDraft("deal", me, pipelines), amount: "lots" };
    expect(checkDraft("deal", draft)).toEqual({
      ok: false,
      faults: { name: "Deal name is needed.", amount: "Write an amount." },
    });
    expect(checkDraft("contact", startingDraft("contact", me, []))).toMatchObject({
      ok: false,
      faults: { email: "A contact needs an email address or a name." },
    });
  });
});
