interface Shared {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const signals = new WeakMap<AbortSignal, Shared>();

/**
 * Calls `callback` when `signal` aborts. Returns a function that removes the callback. All callbacks of a signal share one
 * listener, because Node.js warns about more than ten, and a client may send many requests at once with one signal.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const shared = signals.get(signal) ?? share(signal);
  const { callbacks, listener } = shared;
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size > 0 || signals.get(signal) !== shared) return;
    signals.delete(signal);
    signal.removeEventListener('abort', listener);
  };
}

function share(signal: AbortSignal): Shared {
  const callbacks = new Set<() => void>();
  const listener = (): void => {
    signals.delete(signal);
    for (const callback of callbacks) callback();
  };
  signal.addEventListener('abort', listener, { once: true });
  const shared = { callbacks, listener };
  signals.set(signal, shared);
  return shared;
}
