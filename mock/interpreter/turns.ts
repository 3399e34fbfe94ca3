/**
 * Interpreted code shares a thread with the server. It runs in slices: between two slices of whichever runs, the event
 * loop has a turn, in which requests, signals and closed connections are handled.
 */
const SLICE_MS = 5;

/** Steps between two looks at the clock. */
const STEPS = 1_000;

// A test that replaces timers and clocks must not stop the mock.
const now = performance.now.bind(performance);
const immediately: (next: () => void) => unknown = globalThis.setImmediate ?? ((next) => setTimeout(next, 0));

let steps = 0;
/** When work began in this turn of the event loop; undefined when hardly any was done in it. */
let began: number | undefined;
let last: Promise<void> = Promise.resolve();

/** Whether the slice is used up, with these steps of work that were just done; then wait for `nextTurn`. */
export function isTurnOver(done: number): boolean {
  steps += done;
  if (steps < STEPS) return false;
  steps = 0;
  if (began !== undefined) return now() - began >= SLICE_MS;
  began = now();
  immediately(() => {
    began = undefined;
  });
  return false;
}

/** Resolves in a turn of the event loop in which no other run has a slice. */
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
