import type { Pipeline, Stage } from "./record";

type StageWords = Omit<Stage, "id">;

const dealStage = (name: string, probability: number, closed: Stage["closed"] = null): StageWords => ({
  name,
  probability,
  closed,
});
const ticketStatus = (name: string, closed: Stage["closed"] = null): StageWords => ({
  name,
  probability: null,
  closed,
});

const sales: StageWords[] = [
  dealStage("Appointment scheduled", 20),
  dealStage("Qualified to buy", 40),
  dealStage("Presentation scheduled", 60),
  dealStage("Decision maker bought-in", 80),
  dealStage("Contract sent", 90),
  dealStage("Closed won", 100, "won"),
  dealStage("Closed lost", 0, "lost"),
];
const support: StageWords[] = [
  ticketStatus("New"),
  ticketStatus("Waiting on contact"),
  ticketStatus("Waiting on us"),
  ticketStatus("Closed", "closed"),
];

/** The pipelines a new account starts with (as in HubSpot). `idFor` gives each thing its id by name. */
export function defaultPipelines(idFor: (name: string) => string): Pipeline[] {
  const pipeline = (kind: Pipeline["kind"], name: string, stages: readonly StageWords[]): Pipeline => ({
    id: idFor(name),
    kind,
    name,
    stages: stages.map((stage) => ({ id: idFor(`${name}/${stage.name}`), ...stage })),
  });
  return [pipeline("deal", "Sales pipeline", sales), pipeline("ticket", "Support pipeline", support)];
}
