import { SearchX } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { kindWords, type RecordKind, type RecordPage } from "@/lib/domain/records/record";
import { CreateRecordButton } from "./create-record-button";
import { count } from "./format";
import { type IndexQuery, indexHref } from "./index-address";
import type { CellGlossary } from "./index-cell";
import { IndexSearch } from "./index-search";
import { IndexTable } from "./index-table";
import { RecordIcon } from "./record-icon";

type RecordIndexProps = { kind: RecordKind; query: IndexQuery; page: RecordPage; glossary: CellGlossary };

/** An index page: how many there are, a search, the table, and the way to the pages before and after. */
export function RecordIndex({ kind, query, page, glossary }: RecordIndexProps) {
  const { many } = kindWords[kind];
  const records = page.total === 1 ? "record" : "records";
  return (
    <div className="flex min-h-full flex-col gap-3 px-4 py-4 sm:px-5 md:h-full md:min-h-0">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="first-letter:uppercase">{many}</h1>
        <span className="text-ink-3 text-s" role="status">
          {`${count(page.total)} ${records}${query.q ? " found" : ""}`}
        </span>
        <span className="ml-auto">
          <CreateRecordButton kind={kind} />
        </span>
      </div>
      <IndexSearch kind={kind} query={query} />
      {page.rows.length > 0 ? (
        <>
          <IndexTable kind={kind} query={query} rows={page.rows} glossary={glossary} />
          <IndexPager kind={kind} query={query} page={page} />
        </>
      ) : (
        <NothingHere kind={kind} query={query} />
      )}
    </div>
  );
}

type IndexPagerProps = { kind: RecordKind; query: IndexQuery; page: RecordPage };

function IndexPager({ kind, query, page }: IndexPagerProps) {
  const { previousCursor, nextCursor } = page;
  if (!previousCursor && !nextCursor) return null;
  return (
    <nav aria-label="Pages" className="flex items-center gap-2 pb-2">
      <span className="mr-auto text-ink-3 text-s">{`${count(page.rows.length)} of ${count(page.total)}`}</span>
      <PageLink href={previousCursor && indexHref(kind, query, { cursor: previousCursor })}>
        Previous
      </PageLink>
      <PageLink href={nextCursor && indexHref(kind, query, { cursor: nextCursor })}>Next</PageLink>
    </nav>
  );
}

function PageLink({ href, children }: { href: string | null; children: string }) {
  if (href !== null) {
    return (
      <Link href={href} prefetch={false} className={buttonClass("default", "s")}>
        {children}
      </Link>
    );
  }
  return (
    <button type="button" disabled className={buttonClass("default", "s")}>
      {children}
    </button>
  );
}

function NothingHere({ kind, query }: { kind: RecordKind; query: IndexQuery }) {
  const { one, many } = kindWords[kind];
  if (query.q || query.cursor) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden="true" />}
        title={query.q ? `No ${many} match your search` : `There are no ${many} on this page any more`}
        action={
          <Link href={kindWords[kind].path} className={buttonClass("default", "s")}>
            {query.q ? "Clear the search" : "Back to the first page"}
          </Link>
        }
      >
        {query.q && (
          <span className="wrap-anywhere">
            Nothing was found for “<bdi>{query.q}</bdi>”.
          </span>
        )}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<RecordIcon kind={kind} />}
      title={`No ${many} yet`}
      action={<CreateRecordButton kind={kind} />}
    >
      {`Create the first ${one}; its meetings, notes, calls and tasks will stand on its timeline.`}
    </EmptyState>
  );
}
