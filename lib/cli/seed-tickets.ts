export type SeedTicket = {
  name: string;
  contact: string;
  status: string;
  priority: "Low" | "Medium" | "High" | "Urgent";
  category: "Product issue" | "Billing issue" | "Feature request" | "General inquiry";
  source: "Chat" | "Email" | "Form" | "Phone";
  openedDaysAgo: number;
  description: string;
};

const ticket = (
  contact: string,
  name: string,
  [status, priority, category, source]: [
    string,
    SeedTicket["priority"],
    SeedTicket["category"],
    SeedTicket["source"],
  ],
  openedDaysAgo: number,
  description: string,
): SeedTicket => ({ name, contact, status, priority, category, source, openedDaysAgo, description });

/** Fifteen tickets over the default pipeline. */
export const seedTickets: readonly SeedTicket[] = [
  ticket(
    "amara@northwind.example",
    "SSO certificate expired",
    ["Waiting on us", "High", "Product issue", "Email"],
    2,
    "Nobody at Northwind can sign in through their identity provider since this morning.",
  ),
  ticket(
    "goran@northwind.example",
    "Audit export for the insurer",
    ["Waiting on contact", "Medium", "General inquiry", "Email"],
    9,
    "Needs to know which period the insurer asks for.",
  ),
  ticket(
    "yichun@harbor.example",
    "Dates shown in the wrong calendar",
    ["New", "Medium", "Product issue", "Form"],
    1,
    "Invoices use the Minguo calendar, the export does not.",
  ),
  ticket(
    "zoe@orbit.example",
    "Invoice shows the old address",
    ["Closed", "Low", "Billing issue", "Email"],
    34,
    "Moved to Calle de Alcalá in spring.",
  ),
  ticket(
    "lee@brightside.example",
    "Bulk import of crews stops at row 501",
    ["Waiting on us", "Urgent", "Product issue", "Phone"],
    3,
    "The file has 2,400 rows and a header.",
  ),
  ticket(
    "jiri@zlaty-strom.example",
    "Extra seat for the spring fair",
    ["Closed", "Low", "General inquiry", "Chat"],
    61,
    "Two weeks only.",
  ),
  ticket(
    "eleni@aegean-shipping.example",
    "Greek capitals lose their accents",
    ["New", "Low", "Product issue", "Form"],
    4,
    "Only on printed rosters.",
  ),
  ticket(
    "ivan@vitosha.example",
    "Webhook retries arrive out of order",
    ["Waiting on us", "High", "Product issue", "Email"],
    6,
    "Reproduced with the sample receiver.",
  ),
  ticket(
    "layla@palm-trading.example",
    "VAT number missing on receipts",
    ["Waiting on contact", "Medium", "Billing issue", "Phone"],
    12,
    "Asked for the registration certificate.",
  ),
  ticket(
    "noa@carmel.example",
    "Right-to-left layout of the planner",
    ["New", "Medium", "Feature request", "Form"],
    8,
    "Columns read left to right in Hebrew.",
  ),
  ticket(
    "sato@sakura-seiko.example",
    "請求書の宛名を変更したい",
    ["Waiting on us", "Low", "Billing issue", "Email"],
    5,
    "部署名が旧称のままです。",
  ),
  ticket(
    "jiyoung@hanbit.example",
    "Shared calendar for the book fair",
    ["Closed", "Medium", "General inquiry", "Chat"],
    47,
    "Solved with a team view.",
  ),
  ticket(
    "kavita@ganga-textiles.example",
    "Report times are five and a half hours off",
    ["Closed", "High", "Product issue", "Phone"],
    80,
    "The account's time zone was never set.",
  ),
  ticket(
    "malgorzata@lodz-mebel.example",
    "Print labels with Polish characters",
    ["Waiting on contact", "Medium", "Product issue", "Email"],
    15,
    "Waiting for the printer's model.",
  ),
  ticket(
    "hakon@fjordfoss.example",
    "Two-factor sign-in for seasonal staff",
    ["New", "Medium", "Feature request", "Chat"],
    7,
    "Around sixty people from December to April.",
  ),
];
