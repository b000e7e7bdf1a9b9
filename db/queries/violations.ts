/** Whether an error, or what caused it, is the unique index `constraint` refusing a second row (SQLSTATE 23505). */
export function violates(error: unknown, constraint: string): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const fault = at as Error & { code?: unknown; constraint_name?: unknown };
    if (fault.code === "23505" && fault.constraint_name === constraint) return true;
  }
  return false;
}
