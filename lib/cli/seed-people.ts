import { demoGuests } from "./demo-people";

export type SeedContact = {
  first: string;
  last: string;
  email: string;
  jobTitle: string;
  zone: string | null;
};

const at = (
  domain: string,
  zone: string,
  people: readonly [string, string, string, string][],
): SeedContact[] =>
  people.map(([first, last, local, jobTitle]) => ({
    first,
    last,
    email: `${local}@${domain}`,
    jobTitle,
    zone,
  }));

const guestJobs: Record<string, string> = {
  "amara@northwind.example": "Head of Procurement",
  "jon@northwind.example": "Finance Director",
  "yichun@harbor.example": "Operations Lead",
  "zoe@orbit.example": "Managing Partner",
  "priya@orbit.example": "Producer",
  "lee@brightside.example": "VP Customer Programs",
};

/** The guests who have a calendar in the sandbox; a name in Chinese stands family name first. */
const guests: SeedContact[] = demoGuests.map(({ email, name, timeZone: zone }) => {
  const [first = "", ...rest] = name.includes(" ") ? name.split(" ") : [name.slice(1), name.slice(0, 1)];
  return { first, last: rest.join(" "), email, jobTitle: guestJobs[email] ?? "Manager", zone };
});

/** The demo account's contacts, in many scripts; every address is at a domain that cannot exist (RFC 2606). */
export const seedContacts: readonly SeedContact[] = [
  ...guests,
  ...at("northwind.example", "Europe/Stockholm", [
    ["Elin", "Åkerström", "elin", "Warehouse Manager"],
    ["Göran", "Bäckman", "goran", "IT Security Lead"],
    ["Sanna", "Hörnell", "sanna", "Legal Counsel"],
    ["Tobias", "Wåhlin", "tobias", "Integration Engineer"],
  ]),
  ...at("harbor.example", "Asia/Taipei", [
    ["志明", "林", "zhiming", "Founder"],
    ["淑芬", "黃", "shufen", "Brand Manager"],
    ["家豪", "張", "jiahao", "Export Manager"],
  ]),
  ...at("orbit.example", "Europe/Madrid", [
    ["Íñigo", "Arrizabalaga", "inigo", "Art Director"],
    ["Begoña", "Ibáñez", "begona", "Studio Manager"],
    ["João", "Magalhães", "joao", "Motion Designer"],
  ]),
  ...at("brightside.example", "America/Los_Angeles", [
    ["Renée", "O'Connell", "renee", "Procurement Analyst"],
    ["Marcus", "Bell", "marcus", "Director of Field Operations"],
    ["Xóchitl", "Ramírez", "xochitl", "Sustainability Lead"],
    ["Danielle", "Fontaine", "danielle", "Chief of Staff"],
  ]),
  ...at("zlaty-strom.example", "Europe/Prague", [
    ["Jiří", "Dvořák", "jiri", "Sales Director"],
    ["Šárka", "Němcová", "sarka", "Showroom Manager"],
    ["Ľubomír", "Kováč", "lubomir", "Purchasing"],
    ["Markéta", "Řezníčková", "marketa", "Accountant"],
  ]),
  ...at("aegean-shipping.example", "Europe/Athens", [
    ["Ελένη", "Παπαδοπούλου", "eleni", "Fleet Manager"],
    ["Γιώργος", "Αντωνίου", "giorgos", "Head of Chartering"],
    ["Κατερίνα", "Βασιλείου", "katerina", "Crewing Coordinator"],
    ["Νίκος", "Ζερβός", "nikos", "Port Captain"],
  ]),
  ...at("vitosha.example", "Europe/Sofia", [
    ["Иван", "Петров", "ivan", "CTO"],
    ["Мария", "Георгиева", "maria", "Delivery Manager"],
    ["Димитър", "Стоянов", "dimitar", "Solution Architect"],
    ["Цветелина", "Йорданова", "tsveti", "Support Lead"],
  ]),
  ...at("palm-trading.example", "Asia/Dubai", [
    ["فاطمة", "الهاشمي", "fatima", "General Manager"],
    ["يوسف", "النجار", "yousef", "Head of Purchasing"],
    ["ليلى", "حداد", "layla", "Finance Manager"],
    ["عمر", "الشامي", "omar", "Warehouse Supervisor"],
  ]),
  ...at("carmel.example", "Asia/Jerusalem", [
    ["נועה", "לוי", "noa", "Product Manager"],
    ["איתי", "כהן", "itay", "Regulatory Affairs"],
    ["יעל", "מזרחי", "yael", "Clinical Lead"],
    ["אורי", "פרידמן", "uri", "Purchasing"],
  ]),
  ...at("sakura-seiko.example", "Asia/Tokyo", [
    ["太郎", "山田", "yamada", "工場長"],
    ["美咲", "佐藤", "sato", "購買部 部長"],
    ["健一", "高橋", "takahashi", "品質管理"],
    ["さくら", "中村", "nakamura", "営業"],
  ]),
  ...at("hanbit.example", "Asia/Seoul", [
    ["민수", "김", "minsu", "편집장"],
    ["지영", "박", "jiyoung", "마케팅 팀장"],
    ["현우", "이", "hyunwoo", "제작 관리"],
    ["수빈", "최", "subin", "저작권 담당"],
  ]),
  ...at("ganga-textiles.example", "Asia/Kolkata", [
    ["अनिल", "शर्मा", "anil", "Plant Head"],
    ["कविता", "मिश्रा", "kavita", "Export Manager"],
    ["राजेश", "तिवारी", "rajesh", "Logistics"],
    ["सुनीता", "वर्मा", "sunita", "Quality Lead"],
  ]),
  ...at("lodz-mebel.example", "Europe/Warsaw", [
    ["Łukasz", "Wiśniewski", "lukasz", "Owner"],
    ["Małgorzata", "Żak", "malgorzata", "Purchasing Manager"],
    ["Stanisław", "Gąsior", "stanislaw", "Production Planner"],
    ["Zofia", "Ślęzak", "zofia", "Office Manager"],
  ]),
  ...at("fjordfoss.example", "Europe/Oslo", [
    ["Øyvind", "Bjørnstad", "oyvind", "Hotel Director"],
    ["Åse", "Kjærgaard", "ase", "Events Manager"],
    ["Sølvi", "Nygård", "solvi", "Revenue Manager"],
    ["Håkon", "Ødegård", "hakon", "IT Manager"],
  ]),
  ...at("cedarfinch.example", "America/Toronto", [
    ["Élodie", "Gagné", "elodie", "Partner"],
    ["Nguyễn", "Thị Hạnh", "hanh", "Associate"],
    ["François", "Lefèvre", "francois", "Office Administrator"],
    ["Brontë", "Ashworth", "bronte", "Paralegal"],
  ]),
];
