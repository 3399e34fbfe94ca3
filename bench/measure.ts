/** One line of a section: a measurement, and whether its budget is met. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  readonly budget?: string;
  /** Absent when there is no budget. */
  readonly holds?: boolean;
}

/** A section of the benchmark. Yields one figure after another. */
export type Section = () => AsyncIterable<Figure>;

/** Two values that were measured in direct succession. */
export interface Pair<T> {
  readonly ours: T;
  readonly bare: T;
}

/**
 * Measures both alternately, so that other load on the machine affects both. The order changes every round. The results
 * of the first `warmUp` rounds are discarded.
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

/** The middle value, or the upper one of the two middle values. Throws if there are no values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of the values lies. Throws if there are no values. */
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

/** The same for bare / ours: how close ours comes to the bare server. Budget: the ratio is at least `limit`. */
export function shareAtLeast(what: string, unit: string, limit: number, pairs: readonly Pair<number>[]): Figure {
  const share = median(pairs.map(({ ours, bare }) => bare / ours));
  return { what, value: both(pairs, unit, share), budget: `at least ${limit}`, holds: share >= limit };
}

/** One value. Budget: at most `limit`. */
export function atMost(what: string, unit: string, limit: number, value: number): Figure {
  return { what, value: `${format(value)} ${unit}`, budget: `at most ${limit} ${unit}`, holds: value <= limit };
}

/** One value without a budget. */
export function informative(what: string, value: string): Figure {
  return { what, value };
}

/** Formats a number with three significant digits, but never drops digits before the decimal point. */
export function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function both(pairs: readonly Pair<number>[], unit: string, ratio: number): string {
  const [ours, bare] = [median(pairs.map((pair) => pair.ours)), median(pairs.map((pair) => pair.bare))];
  return `${format(ours)} ${unit}, bare ${format(bare)} ${unit}: ratio ${ratio.toFixed(2)}`;
}
