/** Rejects with the error that `late` makes if `promise` is still pending after `limitMs` milliseconds. */
export async function within<T>(limitMs: number, promise: Promise<T>, late: () => Error): Promise<T> {
  if (limitMs === Number.POSITIVE_INFINITY) return await promise;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), limitMs);
  });
  return await Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}
