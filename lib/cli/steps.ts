/** Runs one step of a start, and prints it with the time it took once it is done. */
export async function step<T>(
  name: string,
  run: () => Promise<T>,
  remark?: (result: T) => string,
): Promise<T> {
  const started = performance.now();
  const result = await run();
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  console.log(`  ✓ ${name.padEnd(24)}${seconds.padStart(7)}  ${remark?.(result) ?? ""}`.trimEnd());
  return result;
}
