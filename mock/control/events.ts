import type { ServerResponse } from 'node:http';

/** Milliseconds between comments that keep a silent stream alive. */
const PULSE_MS = 15_000;

/** Where requests come from: one journal, or all of them together. */
export interface Source<Item extends { readonly number: number }> {
  readonly last: number;
  entries(filter: { readonly after: number }): readonly Item[];
  onEntry(listener: (item: Item) => void): () => void;
}

export interface Events<Item> {
  /** The number of the last request that the reader has seen. One that is still to come is of another run: all are new. */
  readonly after: number;
  readonly show: (item: Item) => object;
  /** What the stream begins with. */
  readonly info: object;
}

/**
 * Sends requests as server-sent events: first `info`, then a `request` each with its number as id, those after the
 * number `after` that are still kept and each as it arrives. A reader who is slow misses what the source has dropped by
 * the time that it gets there.
 */
export function sendEvents<Item extends { readonly number: number }>(
  response: ServerResponse,
  source: Source<Item>,
  { after, show, info }: Events<Item>,
): void {
  let last = after <= source.last ? after : 0;
  let waiting = false;
  let queue: readonly Item[] = [];
  let at = 0;

  const send = (item: Item): void => {
    last = item.number;
    waiting = !response.write(`event: request\nid: ${last}\ndata: ${JSON.stringify(show(item))}\n\n`);
  };
  const catchUp = (): void => {
    waiting = false;
    while (!waiting) {
      if (at === queue.length) {
        queue = source.entries({ after: last });
        at = 0;
      }
      const item = queue[at];
      if (!item) return;
      at += 1;
      send(item);
    }
  };

  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(`retry: 1000\n\nevent: info\ndata: ${JSON.stringify(info)}\n\n`);
  response.on('drain', catchUp);
  catchUp();
  const stop = source.onEntry((item) => {
    if (!waiting) send(item);
  });
  const pulse = setInterval(() => response.write(': \n\n'), PULSE_MS);
  response.on('close', () => {
    stop();
    clearInterval(pulse);
  });
}
