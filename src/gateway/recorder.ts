import { type Listening, serve } from '../../mock/adapters/serve.ts';
import type { Behavior, Call } from '../../mock/core/behavior.ts';
import { type Address, formatAddress } from '../../mock/core/config.ts';
import { correct } from '../../mock/core/correct.ts';
import type { ExecEvent } from '../../mock/core/exec-event.ts';
import { Reference } from '../../mock/core/reference.ts';
import type { Response } from '../../mock/protocol/message.ts';
import type { JournalEntry } from '../../mock/state/journal-entry.ts';
import { UsageError } from '../base/errors.ts';
import type { Arrival, Recorder } from '../checks/recorder.ts';
import type { HeaderLine } from '../http/request.ts';

/** A recorder that listens. */
export interface Serving {
  readonly recorder: Recorder;
  /** Closes every connection. Resolves when the port is free. */
  close(): Promise<void>;
}

/** Closes the connection without a response. */
const NOTHING: Response = { status: 0, headers: {}, body: '', broken: 'close' };

/**
 * Serves the reference mock at the address that a gateway forwards to. The mock enforces these keys.
 * @throws UsageError when it cannot listen there
 */
export async function serveRecorder(address: Address, keys: readonly string[]): Promise<Serving> {
  const broken = new Set<string>();
  const gates = new Map<string, Promise<void>>();
  const behavior: Behavior = {
    ...correct,
    beforeGate: (call) => (isMarked(call, broken) ? call.body().then(() => NOTHING) : undefined),
    events: (events, call) => heldBack(events, [...gates].find(([mark]) => call.request.target.includes(mark))?.[1]),
  };
  const config = { address, keys, authDisabled: false, logFormat: 'text', mode: 'enforced' } as const;
  const reference = new Reference({ config, behavior });
  const listening = await listen(reference, behavior, address);
  return {
    recorder: {
      arrivals: (mark) =>
        reference.main.journal.entries({ where: ({ target }) => target.includes(mark) }).map(arrivalOf),
      breakOff: (mark) => void broken.add(mark),
      hold(mark) {
        let release = () => {};
        gates.set(mark, new Promise((resolve) => (release = resolve)));
        return { release: () => release() };
      },
    },
    close() {
      reference.end();
      return listening.close();
    },
  };
}

function isMarked({ request }: Call, marks: ReadonlySet<string>): boolean {
  for (const mark of marks) if (request.target.includes(mark)) return true;
  return false;
}

async function* heldBack(events: AsyncIterable<ExecEvent>, gate: Promise<void> | undefined): AsyncGenerator<ExecEvent> {
  for await (const event of events) {
    yield event;
    await gate;
  }
}

function arrivalOf({ method, target, rawHeaders }: JournalEntry): Arrival {
  const headers: HeaderLine[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '']);
  return { method, target, headers };
}

async function listen(reference: Reference, behavior: Behavior, address: Address): Promise<Listening> {
  try {
    return await serve(reference, behavior, address);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const where = formatAddress(address);
    const why: Readonly<Record<string, string>> = {
      EADDRINUSE:
        'the port is in use; stop the program that uses it, or give another port and make the gateway forward to it',
      EADDRNOTAVAIL: 'it is not an address of this machine; 0.0.0.0 listens on all of them',
      ENOTFOUND: 'there is no such host; give an address of this machine',
      EACCES: 'you may not open this port; use one above 1023',
    };
    throw new UsageError(`--upstream ${where}: the recorder cannot listen there: ${why[code ?? ''] ?? message}`);
  }
}
