/**
 * Splits rows into waves that can each be applied as a set: no two rows of a wave share a key, and rows that share one keep
 * their order over the waves. A row comes as early as its keys allow.
 */
export function wavesOf<T>(rows: readonly T[], keysOf: (row: T) => readonly string[]): T[][] {
  const waves: T[][] = [];
  const nextWave = new Map<string, number>();
  for (const row of rows) {
    const keys = keysOf(row);
    const at = Math.max(0, ...keys.map((key) => nextWave.get(key) ?? 0));
    for (const key of keys) nextWave.set(key, at + 1);
    const wave = waves[at];
    if (wave) wave.push(row);
    else waves.push([row]);
  }
  return waves;
}
