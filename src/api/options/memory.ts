/** Bytes in each unit. */
const UNITS: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Container engines refuse a lower memory limit than this many bytes. */
const LEAST = 6 * 1024 ** 2;

/** The bytes of a size such as `64m`; undefined when the text is not a size. */
export function memoryBytes(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d+)([bkmg]?)$/i.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * (UNITS[unit.toLowerCase()] ?? 1);
}

/** Says what is wrong with a memory limit; undefined if nothing is. */
export function memoryProblem(text: string): string | undefined {
  const bytes = memoryBytes(text);
  if (bytes === undefined) return `must be a number of bytes, or of units of k, m or g, not "${text}"`;
  return bytes < LEAST ? `must be at least 6m, not "${text}"` : undefined;
}
