export type SeedCompany = {
  name: string;
  domain: string;
  industry: string;
  type: "Prospect" | "Partner" | "Reseller" | "Vendor" | "Other";
  employees: number;
  revenue: number;
  phone: string;
  city: string;
  country: string;
  zone: string;
};

const company = (
  name: string,
  domain: string,
  [industry, type, employees, revenue]: [string, SeedCompany["type"], number, number],
  [phone, city, country, zone]: [string, string, string, string],
): SeedCompany => ({ name, domain, industry, type, employees, revenue, phone, city, country, zone });

/** The companies the demo account works with. */
export const seedCompanies: readonly SeedCompany[] = [
  company(
    "Northwind",
    "northwind.example",
    ["Logistics", "Prospect", 240, 38_000_000],
    ["+46 8 555 010 00", "Stockholm", "Sweden", "Europe/Stockholm"],
  ),
  company(
    "Harbor Tea",
    "harbor.example",
    ["Food and drink", "Prospect", 85, 9_400_000],
    ["+886 2 5550 1200", "Taipei", "Taiwan", "Asia/Taipei"],
  ),
  company(
    "Orbit Studio",
    "orbit.example",
    ["Design", "Partner", 42, 5_100_000],
    ["+34 91 555 0140", "Madrid", "Spain", "Europe/Madrid"],
  ),
  company(
    "Brightside Energy",
    "brightside.example",
    ["Energy", "Prospect", 610, 152_000_000],
    ["+1 213 555 0168", "Los Angeles", "United States", "America/Los_Angeles"],
  ),
  company(
    "Zlatý Strom",
    "zlaty-strom.example",
    ["Furniture", "Reseller", 130, 12_800_000],
    ["+420 255 501 900", "Praha", "Czechia", "Europe/Prague"],
  ),
  company(
    "Αιγαίο Ναυτιλία",
    "aegean-shipping.example",
    ["Shipping", "Prospect", 320, 71_000_000],
    ["+30 21 0555 0110", "Πειραιάς", "Greece", "Europe/Athens"],
  ),
  company(
    "Витоша Софт",
    "vitosha.example",
    ["Software", "Partner", 58, 4_300_000],
    ["+359 2 555 0133", "София", "Bulgaria", "Europe/Sofia"],
  ),
  company(
    "النخيل للتجارة",
    "palm-trading.example",
    ["Wholesale", "Reseller", 210, 44_000_000],
    ["+971 4 555 0177", "دبي", "United Arab Emirates", "Asia/Dubai"],
  ),
  company(
    "כרמל מערכות",
    "carmel.example",
    ["Medical devices", "Prospect", 96, 18_200_000],
    ["+972 4 555 0121", "חיפה", "Israel", "Asia/Jerusalem"],
  ),
  company(
    "さくら精工",
    "sakura-seiko.example",
    ["Manufacturing", "Prospect", 480, 88_000_000],
    ["+81 52 555 0109", "名古屋", "Japan", "Asia/Tokyo"],
  ),
  company(
    "한빛출판",
    "hanbit.example",
    ["Publishing", "Prospect", 74, 7_600_000],
    ["+82 2 555 0156", "서울", "South Korea", "Asia/Seoul"],
  ),
  company(
    "गंगा टेक्सटाइल्स",
    "ganga-textiles.example",
    ["Textiles", "Vendor", 900, 63_000_000],
    ["+91 542 555 0102", "वाराणसी", "India", "Asia/Kolkata"],
  ),
  company(
    "Łódź Mebel",
    "lodz-mebel.example",
    ["Furniture", "Prospect", 165, 15_900_000],
    ["+48 42 555 01 28", "Łódź", "Poland", "Europe/Warsaw"],
  ),
  company(
    "Fjord & Foss",
    "fjordfoss.example",
    ["Hospitality", "Prospect", 310, 29_500_000],
    ["+47 55 55 01 90", "Bergen", "Norway", "Europe/Oslo"],
  ),
  company(
    "Cedar & Finch",
    "cedarfinch.example",
    ["Legal services", "Other", 28, 3_700_000],
    ["+1 416 555 0119", "Toronto", "Canada", "America/Toronto"],
  ),
];
