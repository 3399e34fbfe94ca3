/**
 * Milliseconds of a slice. Interpreted code shares a thread with the server, so it runs in slices, and the event loop
 * handles requests, signals and closed connections between them.
 */
const SLICE_MS = 5;

/** Steps between two reads of the clock. */
const STEPS = 1_000;

// Captured at import, so that fake timers of a test do not stop the mock.
const now = performance.now.bind(performance);
const immediately: (next: () => void) => unknown = globalThis.setImmediate ?? ((next) => setTimeout(next, 0));

let steps = 0;
/** When the work in this turn of the event loop began; undefined before `STEPS` steps. */
let began: number | undefined;
let last: Promise<void> = Promise.resolve();

/** Counts steps of completed work. Returns true when the slice is over; the caller then awaits `nextTurn`. */
export function isTurnOver(completed: number): boolean {
  steps += completed;
  if (steps < STEPS) return false;
  steps = 0;
  if (began !== undefined) return now() - began >= SLICE_MS;
  began = now();
  immediately(() => {
    began = undefined;
  });
  return false;
}

/** Resolves in a later turn of the event loop that no other run uses. */
export function nextTurn(): Promise<void> {
  last = last.then(
    () =>
      new Promise((resolve) => {
        immediately(() => {
          began = undefined;
          resolve();
        });
      }),
  );
  return last;
}
