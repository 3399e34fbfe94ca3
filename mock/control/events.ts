import type { ServerResponse } from 'node:http';

/** Milliseconds between comments that keep an idle stream open. */
const KEEP_ALIVE_MS = 15_000;

/** A source of requests: one journal, or the arrivals of all namespaces. */
export interface Source<Item extends { readonly number: number }> {
  readonly last: number;
  entries(filter: { readonly after: number }): readonly Item[];
  onEntry(listener: (item: Item) => void): () => void;
}

export interface Events<Item> {
  /** Send requests with higher numbers. A number beyond the last request belongs to an earlier run; then all are sent. */
  readonly after: number;
  readonly show: (item: Item) => object;
  /** The data of the first event. */
  readonly info: object;
}

/**
 * Sends requests as server-sent events: first `info`, then one `request` for each kept and each new request, with its
 * number as id. A slow client misses requests that the source drops before they are sent.
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
  const keepAlive = setInterval(() => response.write(': \n\n'), KEEP_ALIVE_MS);
  response.on('close', () => {
    stop();
    clearInterval(keepAlive);
  });
}
