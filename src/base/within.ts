/**
 * Resolves with the result of `work`, or with `late` after `limitMs` milliseconds. The timer keeps Node alive, so a
 * process never ends in the middle of a wait, and it is cleared when `work` ends.
 */
export async function within<T, L>(limitMs: number, work: Promise<T>, late: L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<L>((resolve) => {
    timer = setTimeout(() => resolve(late), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
