export type SeedDeal = {
  name: string;
  domain: string;
  contacts: readonly string[];
  stage: string;
  amount: number | null;
  /** Days from today; null for a deal without a close date. */
  closesIn: number | null;
  owner: 0 | 1 | 2;
  priority: "Low" | "Medium" | "High" | null;
  type: "New business" | "Existing business";
  description: string | null;
};

type DealFacts = Pick<SeedDeal, "stage" | "amount" | "closesIn" | "owner"> & Partial<SeedDeal>;

const deal = (domain: string, contacts: string, name: string, facts: DealFacts): SeedDeal => ({
  priority: null,
  type: "New business",
  description: null,
  ...facts,
  name,
  domain,
  contacts: contacts.split(" ").map((local) => `${local}@${domain}`),
});

/** Twenty deals over the default pipeline; `{nextYear}` is the year a renewal is for. */
export const seedDeals: readonly SeedDeal[] = [
  deal("northwind.example", "amara jon", "Renewal {nextYear}", {
    stage: "Contract sent",
    amount: 84_000,
    closesIn: 24,
    owner: 0,
    priority: "High",
    type: "Existing business",
    description: "Three sites, net-45 terms, a named support contact.",
  }),
  deal("northwind.example", "amara elin", "Warehouse add-on", {
    stage: "Qualified to buy",
    amount: 21_500,
    closesIn: null,
    owner: 0,
    priority: "Medium",
    type: "Existing business",
  }),
  deal("harbor.example", "yichun zhiming", "Tea room rollout", {
    stage: "Presentation scheduled",
    amount: 32_400,
    closesIn: 38,
    owner: 0,
    priority: "Medium",
  }),
  deal("harbor.example", "jiahao", "Export desk pilot", {
    stage: "Appointment scheduled",
    amount: 9_800,
    closesIn: 61,
    owner: 1,
  }),
  deal("orbit.example", "zoe priya", "Studio workspace", {
    stage: "Decision maker bought-in",
    amount: 18_900,
    closesIn: 12,
    owner: 2,
    priority: "High",
  }),
  deal("orbit.example", "begona", "Freelancer seats", {
    stage: "Closed won",
    amount: 4_200,
    closesIn: -40,
    owner: 2,
    type: "Existing business",
  }),
  deal("brightside.example", "lee renee", "Field crew licences", {
    stage: "Presentation scheduled",
    amount: 126_000,
    closesIn: 52,
    owner: 2,
    priority: "High",
    description: "Security review runs in parallel with the pilot.",
  }),
  deal("brightside.example", "marcus", "Dispatch pilot, Fresno", {
    stage: "Closed won",
    amount: 14_000,
    closesIn: -95,
    owner: 2,
  }),
  deal("zlaty-strom.example", "jiri sarka", "Showroom bundle", {
    stage: "Qualified to buy",
    amount: 16_750,
    closesIn: 45,
    owner: 0,
  }),
  deal("aegean-shipping.example", "eleni giorgos", "Fleet scheduling", {
    stage: "Contract sent",
    amount: 97_300,
    closesIn: 9,
    owner: 1,
    priority: "High",
  }),
  deal("aegean-shipping.example", "katerina", "Crew portal", {
    stage: "Closed lost",
    amount: 41_000,
    closesIn: -70,
    owner: 1,
    description: "Chose to build in house after a change of management.",
  }),
  deal("vitosha.example", "ivan maria", "Partner programme", {
    stage: "Decision maker bought-in",
    amount: 27_000,
    closesIn: 20,
    owner: 0,
    type: "Existing business",
  }),
  deal("palm-trading.example", "fatima yousef", "Regional distribution", {
    stage: "Presentation scheduled",
    amount: 73_500,
    closesIn: 33,
    owner: 1,
    priority: "Medium",
  }),
  deal("carmel.example", "noa yael", "Clinical sites, phase 1", {
    stage: "Qualified to buy",
    amount: 58_000,
    closesIn: 74,
    owner: 2,
  }),
  deal("sakura-seiko.example", "yamada sato", "名古屋工場 導入", {
    stage: "Appointment scheduled",
    amount: 110_000,
    closesIn: 88,
    owner: 1,
    priority: "High",
  }),
  deal("hanbit.example", "minsu jiyoung", "Editorial calendar", {
    stage: "Closed won",
    amount: 12_600,
    closesIn: -21,
    owner: 0,
  }),
  deal("ganga-textiles.example", "anil kavita", "Loom maintenance planning", {
    stage: "Qualified to buy",
    amount: 35_200,
    closesIn: 57,
    owner: 2,
  }),
  deal("lodz-mebel.example", "lukasz malgorzata", "Production planner", {
    stage: "Contract sent",
    amount: 22_300,
    closesIn: 16,
    owner: 0,
    priority: "Medium",
  }),
  deal("fjordfoss.example", "oyvind solvi", "Winter season package", {
    stage: "Appointment scheduled",
    amount: 19_400,
    closesIn: 41,
    owner: 1,
  }),
  deal("cedarfinch.example", "elodie", "Matter intake", {
    stage: "Closed lost",
    amount: 7_900,
    closesIn: -130,
    owner: 2,
    description: "Budget frozen until the next financial year.",
  }),
];
