import type { ServerResponse } from 'node:http';
import type { Journal, JournalEntry } from '../journal.ts';

/** Bytes that may wait for a reader; one that is further behind is cut off. */
const BEHIND = 4 * 1_048_576;

/** Milliseconds between comments that keep a silent stream alive. */
const PULSE_MS = 15_000;

/**
 * Sends the journal as server-sent events, one `request` each with its number as id: those after the number `after`
 * that are still kept, then each as it arrives.
 */
export function sendEvents(
  response: ServerResponse,
  journal: Journal,
  after: number,
  show: (entry: JournalEntry) => object,
): void {
  const send = (entry: JournalEntry): void => {
    response.write(`event: request\nid: ${entry.number}\ndata: ${JSON.stringify(show(entry))}\n\n`);
    if (response.writableLength > BEHIND) response.destroy();
  };
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 1000\n\n');
  for (const entry of journal.entries({ after })) send(entry);
  const stop = journal.onEntry(send);
  const pulse = setInterval(() => response.write(': \n\n'), PULSE_MS);
  response.on('close', () => {
    stop();
    clearInterval(pulse);
  });
}
