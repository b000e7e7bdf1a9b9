import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { LinkPending } from "@/components/shell/link-pending";
import { Avatar } from "@/components/ui/avatar";
import { classNames } from "@/components/ui/class-names";
import { type IndexColumn, indexColumns } from "@/lib/domain/records/properties";
import { type RecordKind, type RecordRow, recordPath } from "@/lib/domain/records/record";
import { type IndexQuery, indexHref, nextSort } from "./index-address";
import { type CellGlossary, IndexCell } from "./index-cell";

type IndexTableProps = {
  kind: RecordKind;
  query: IndexQuery;
  rows: readonly RecordRow[];
  glossary: CellGlossary;
};

// One markup for both: on a narrow screen rows become blocks, each cell names its column, and empty ones are left out.
const narrowRow = "max-md:block max-md:px-3 max-md:py-2.5";
const narrowCell =
  "max-md:flex max-md:has-data-nothing:hidden max-md:gap-3 max-md:p-0 max-md:py-0.5 max-md:text-s max-md:before:w-28 max-md:before:flex-none max-md:before:text-ink-3 max-md:before:content-[attr(data-label)]";

/** The records of one page as a table; a readable list on a narrow screen. */
export function IndexTable({ kind, query, rows, glossary }: IndexTableProps) {
  const columns = indexColumns[kind];
  return (
    <div className="rounded-m border border-line bg-surface md:min-h-0 md:overflow-auto">
      <table className="w-full border-separate border-spacing-0 max-md:block">
        <thead className="max-md:hidden">
          <tr>
            <ColumnHead kind={kind} query={query} column={{ name: "name", label: "Name", sortable: true }} />
            {columns.map((column) => (
              <ColumnHead key={column.name} kind={kind} query={query} column={column} />
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rows.map((row) => (
            <tr
              key={row.id}
              className={classNames(
                "group/row max-md:border-line max-md:border-b max-md:last:border-b-0",
                narrowRow,
              )}
            >
              <th
                scope="row"
                className="max-w-64 border-line px-2.5 py-[7px] text-left font-semibold group-last/row:border-b-0 group-hover/row:bg-paper max-md:block max-md:max-w-none max-md:border-0 max-md:p-0 max-md:pb-1 md:border-b"
              >
                <span className="flex min-w-0 items-center gap-2">
                  <Avatar name={row.name} />
                  <Link
                    href={recordPath(row)}
                    dir="auto"
                    prefetch={false}
                    className="flex min-w-0 items-center rounded-tight py-1 hover:underline"
                  >
                    <span className="min-w-0 truncate">{row.name}</span>
                    <LinkPending />
                  </Link>
                </span>
              </th>
              {columns.map((column) => (
                <td
                  key={column.name}
                  data-label={column.label}
                  className={classNames(
                    "max-w-56 truncate border-line px-2.5 py-[7px] whitespace-nowrap group-last/row:border-b-0 group-hover/row:bg-paper max-md:max-w-none max-md:border-0 max-md:pl-[38px] md:border-b",
                    narrowCell,
                  )}
                >
                  <IndexCell row={row} column={column.name} glossary={glossary} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type ColumnHeadProps = { kind: RecordKind; query: IndexQuery; column: IndexColumn };

const orders = { asc: "ascending", desc: "descending" } as const;

function ColumnHead({ kind, query, column }: ColumnHeadProps) {
  const sorted = query.sort === column.name;
  const Arrow = query.direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted ? orders[query.direction] : undefined}
      className="sticky top-0 z-10 border-line border-b bg-sunken px-2.5 py-2 text-left font-semibold text-ink-2 text-xs whitespace-nowrap"
    >
      {column.sortable ? (
        <Link
          href={indexHref(kind, query, nextSort(kind, query, column.name))}
          prefetch={false}
          scroll={false}
          className="inline-flex items-center gap-1 rounded-tight hover:text-ink"
        >
          {column.label}
          {sorted && <Arrow aria-hidden="true" className="size-3.5" />}
        </Link>
      ) : (
        column.label
      )}
    </th>
  );
}
