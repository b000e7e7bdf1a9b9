import Link from "next/link";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { propertyOf } from "@/lib/domain/records/properties";
import { type RecordRow, recordPath } from "@/lib/domain/records/record";
import { shortDay, shortMoment } from "./format";
import { type Glossary, propertyText } from "./property-text";

export type CellGlossary = Glossary;

type IndexCellProps = { row: RecordRow; column: string; glossary: CellGlossary };

const tones: Record<string, ChipTone> = {
  Open: "brand",
  "In progress": "warn",
  "Open deal": "meeting",
  Connected: "ok",
  High: "warn",
  Urgent: "danger",
};

/** One cell of an index page, in words; a dash where there is nothing. */
export function IndexCell({ row, column, glossary }: IndexCellProps) {
  const { zone, now } = glossary;
  if (column === "company") return row.company ? <CompanyLink company={row.company} /> : <Nothing />;
  if (column === "owner") return row.owner ? <bdi>{row.owner.name}</bdi> : <Nothing />;
  if (column === "lastMeetingAt")
    return row.lastMeetingAt ? shortDay(row.lastMeetingAt, zone, now) : <Nothing />;
  if (column === "nextMeetingAt")
    return row.nextMeetingAt ? (
      <span className="text-meeting">{shortMoment(row.nextMeetingAt, zone, now)}</span>
    ) : (
      <Nothing />
    );
  return <PropertyCell row={row} column={column} glossary={glossary} />;
}

function PropertyCell({ row, column, glossary }: IndexCellProps) {
  const property = propertyOf(row.kind, column);
  const value = row.cells[column];
  const text = property ? propertyText(property, value, glossary) : null;
  if (!property || text === null) return <Nothing />;
  if (column === "createdAt") return shortDay(String(value), glossary.zone, glossary.now);
  if (property.type === "email")
    return (
      <a href={`mailto:${encodeURIComponent(text).replace("%40", "@")}`} className="link min-w-0 truncate">
        {text}
      </a>
    );
  if (property.type === "select" && (column === "leadStatus" || column === "priority"))
    return <Chip tone={tones[text] ?? "neutral"}>{text}</Chip>;
  if (property.type === "stage") return <Chip>{text}</Chip>;
  return <bdi className="min-w-0 truncate">{text}</bdi>;
}

function CompanyLink({ company }: { company: NonNullable<RecordRow["company"]> }) {
  return (
    <Link
      href={recordPath(company)}
      dir="auto"
      prefetch={false}
      className="min-w-0 truncate rounded-tight hover:underline"
    >
      {company.name}
    </Link>
  );
}

function Nothing() {
  return (
    <span className="text-ink-3" data-nothing>
      <span aria-hidden="true">—</span>
      <span className="sr-only">None</span>
    </span>
  );
}
