import postgres from "postgres";

/** Names of `schema.table` whose rows hold the marker in any column, over every table of every schema but the system's. */
export async function tablesHolding(url: string, marker: string): Promise<string[]> {
  const owner = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const tables = await owner<{ schema: string; name: string }[]>`
      select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
      order by 1, 2`;
    const holding: string[] = [];
    for (const { schema, name } of tables) {
      const [row] = await owner<{ found: boolean }[]>`
        select exists (
          select from ${owner(schema)}.${owner(name)} r where position(lower(${marker}) in lower(r::text)) > 0
        ) as found`;
      if (row?.found) holding.push(`${schema}.${name}`);
    }
    return holding;
  } finally {
    await owner.end();
  }
}

/** An error with everything it carries, as text: message, stack, causes and own fields. */
export function textOfError(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? "";
  const own = JSON.stringify(error, Object.getOwnPropertyNames(error)) ?? "";
  return `${error.message} ${own} ${error.cause ? textOfError(error.cause) : ""}`;
}
