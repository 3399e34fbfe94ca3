import type { Target } from './host.ts';

/** How long servers and programs may take to exit by themselves when a run is interrupted, in milliseconds. */
export const INTERRUPTED_GRACE_MS = 2_000;

/**
 * How long to wait for pending responses when a run by URL is interrupted, so that their sandboxes become known, in
 * milliseconds.
 */
export const IN_FLIGHT_MS = 500;

/** How long the cleanup of an interrupted run may take, in milliseconds. Then it is abandoned. */
const UNWIND_MS = 2_500;

/** Calls `act` when the signal aborts, or at once if it already has. Returns a function that unsubscribes. */
export function onAbort(signal: AbortSignal | undefined, act: () => void): () => void {
  if (signal?.aborted) act();
  else signal?.addEventListener('abort', act, { once: true });
  return () => signal?.removeEventListener('abort', act);
}

/**
 * Resolves with the result of `work`. When the signal aborts, closes the target, gives `work` a moment to clean up, and
 * rejects with the signal's reason, so that no wait of a check delays the end.
 */
export async function interruptible<T>(signal: AbortSignal | undefined, target: Target, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let off = () => {};
  const abandoned = new Promise<never>((_, reject) => {
    off = onAbort(signal, () => {
      const unwound = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, UNWIND_MS);
      });
      const closed = target.close(INTERRUPTED_GRACE_MS);
      void Promise.allSettled([closed, unwound]).then(() => reject(signal?.reason));
    });
  });
  try {
    return await Promise.race([work, abandoned]);
  } finally {
    off();
    clearTimeout(timer);
  }
}
