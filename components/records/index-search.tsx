"use client";

import { SearchBox } from "@/components/ui/search-box";
import { kindWords, type RecordKind } from "@/lib/domain/records/record";
import { type IndexQuery, indexHref } from "./index-address";

/** Searches the records of one kind. */
export function IndexSearch({ kind, query }: { kind: RecordKind; query: IndexQuery }) {
  const { many, path } = kindWords[kind];
  return (
    <SearchBox
      q={query.q}
      hrefOf={(q) => indexHref(kind, query, { q })}
      path={path}
      carried={{ sort: query.sort, dir: query.direction }}
      label={`Search ${many}`}
      placeholder={`Search ${many}`}
      className="w-full sm:max-w-[280px]"
    />
  );
}
