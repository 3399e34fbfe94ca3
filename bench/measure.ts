/** One line of a section: what was measured, and whether its budget holds. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  readonly budget?: string;
  /** Absent when there is no budget. */
  readonly holds?: boolean;
}

/** What one section of the benchmark measures, figure by figure. */
export type Section = () => AsyncIterable<Figure>;

/** Two values that were measured one right after the other. */
export interface Pair<T> {
  readonly ours: T;
  readonly bare: T;
}

/**
 * Measures in turn, so that what else the machine does hits both alike; which one comes first changes every
 * round. `warmUp` rounds go before and are not kept.
 */
export async function alternate<T>(
  rounds: number,
  ours: () => Promise<T>,
  bare: () => Promise<T>,
  warmUp = 1,
): Promise<Pair<T>[]> {
  const pairs: Pair<T>[] = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    const early = round % 2 === 0 ? await ours() : undefined;
    const other = await bare();
    const pair = { ours: early ?? (await ours()), bare: other };
    if (round >= 0) pairs.push(pair);
  }
  return pairs;
}

/** The middle value; of an even number of values the upper one. Throws when there is none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of the values lies. Throws when there is none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (found === undefined) throw new Error('nothing was measured');
  return found;
}

/** Medians of both, and the median of ours / bare over the pairs. Budget: the ratio is at most `limit`. */
export function ratioAtMost(what: string, unit: string, limit: number, pairs: readonly Pair<number>[]): Figure {
  const ratio = median(pairs.map(({ ours, bare }) => ours / bare));
  return { what, value: both(pairs, unit, ratio), budget: `at most ${limit}`, holds: ratio <= limit };
}

/** As `ratioAtMost`, of bare / ours: how much of the bare one's economy is left. Budget: at least `limit`. */
export function shareAtLeast(what: string, unit: string, limit: number, pairs: readonly Pair<number>[]): Figure {
  const share = median(pairs.map(({ ours, bare }) => bare / ours));
  return { what, value: both(pairs, unit, share), budget: `at least ${limit}`, holds: share >= limit };
}

/** One value. Budget: at most `limit`. */
export function atMost(what: string, unit: string, limit: number, value: number): Figure {
  return { what, value: `${format(value)} ${unit}`, budget: `at most ${limit} ${unit}`, holds: value <= limit };
}

/** One value that has no budget. */
export function informative(what: string, value: string): Figure {
  return { what, value };
}

/** Three significant digits, or all before the point. */
export function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function both(pairs: readonly Pair<number>[], unit: string, ratio: number): string {
  const [ours, bare] = [median(pairs.map((pair) => pair.ours)), median(pairs.map((pair) => pair.bare))];
  return `${format(ours)} ${unit}, bare ${format(bare)} ${unit}: ratio ${ratio.toFixed(2)}`;
}
