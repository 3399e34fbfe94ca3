import type { ServerResponse } from 'node:http';
import type { Journal, JournalEntry } from '../journal.ts';

/** Milliseconds between comments that keep a silent stream alive. */
const PULSE_MS = 15_000;

export interface Events {
  /** The number of the last request that the reader has seen. One that is still to come is of another run: all are new. */
  readonly after: number;
  readonly show: (entry: JournalEntry) => object;
  /** What the stream begins with. */
  readonly info: object;
}

/**
 * Sends the journal as server-sent events: first `info`, then a `request` each with its number as id, those after the
 * number `after` that are still kept and each as it arrives. A reader who is slow misses what the journal has dropped by
 * the time that it gets there.
 */
export function sendEvents(response: ServerResponse, journal: Journal, { after, show, info }: Events): void {
  let last = after <= journal.last ? after : 0;
  let waiting = false;
  let queue: readonly JournalEntry[] = [];
  let at = 0;

  const send = (entry: JournalEntry): void => {
    last = entry.number;
    waiting = !response.write(`event: request\nid: ${last}\ndata: ${JSON.stringify(show(entry))}\n\n`);
  };
  const catchUp = (): void => {
    waiting = false;
    while (!waiting) {
      if (at === queue.length) {
        queue = journal.entries({ after: last });
        at = 0;
      }
      const entry = queue[at];
      if (!entry) return;
      at += 1;
      send(entry);
    }
  };

  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(`retry: 1000\n\nevent: info\ndata: ${JSON.stringify(info)}\n\n`);
  response.on('drain', catchUp);
  catchUp();
  const stop = journal.onEntry((entry) => {
    if (!waiting) send(entry);
  });
  const pulse = setInterval(() => response.write(': \n\n'), PULSE_MS);
  response.on('close', () => {
    stop();
    clearInterval(pulse);
  });
}
