/**
 * Resolves with what `work` resolves with, or with `late` after `limitMs` milliseconds. The timer keeps Node alive while
 * it runs, so that a process never ends in the middle of a wait, and it ends with the wait.
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
