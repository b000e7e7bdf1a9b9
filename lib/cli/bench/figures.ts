/** Many measurements of one thing, in milliseconds. */
export type Figure = { name: string; samples: number[] };

/** The value below which a share of the samples lies; `share` is 0.5 for the median. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** One line: median, spread and how many, and the ratio to a baseline when there is one. */
export function line(figure: Figure, baseline?: Figure): string {
  const { samples } = figure;
  const ms = (value: number) => `${value.toFixed(1)} ms`.padStart(11);
  const ratio = baseline
    ? `  ${(median(samples) / median(baseline.samples)).toFixed(2)}× the bare baseline`
    : "";
  const spread = `p95${ms(quantile(samples, 0.95))}   min${ms(quantile(samples, 0))}   max${ms(quantile(samples, 1))}`;
  return `  ${figure.name.padEnd(44)} median${ms(median(samples))}   ${spread}   n=${samples.length}${ratio}`;
}

/** One line of a figure whose samples are each the time for `count` things: how many a second, and the share of a baseline's. */
export function rateLine(figure: Figure, count: number, baseline?: Figure): string {
  const rate = (ms: number) => (count / ms) * 1_000;
  const shown = (ms: number) => `${Math.round(rate(ms)).toLocaleString("en")}/s`.padStart(10);
  const { samples } = figure;
  const share = baseline
    ? `  ${(rate(median(samples)) / rate(median(baseline.samples))).toFixed(2)} of the bare rate`
    : "";
  const spread = `min${shown(quantile(samples, 1))}   max${shown(quantile(samples, 0))}`;
  return `  ${figure.name.padEnd(44)} median${shown(median(samples))}   ${spread}   n=${samples.length}${share}`;
}

/** How long `work` takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** `count` runs one after another. */
export async function repeat(count: number, work: (run: number) => Promise<number>): Promise<number[]> {
  const samples: number[] = [];
  for (let run = 0; run < count; run += 1) samples.push(await work(run));
  return samples;
}
