import { constants } from 'node:os';
import { killLaunched } from '../hosts/process/process.ts';
import { say } from './output/output.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long everything may take to be stopped after the first signal, in milliseconds. */
const STOP_LIMIT_MS = 7_000;

/** The user or the system ended the run. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(signal: (typeof SIGNALS)[number]) {
    super(signal);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** How signals end a command. */
export interface Interruption {
  /** Aborts with Interrupted at the first Ctrl-C, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
  /** Says that nothing runs any more that is to be stopped: from now on a signal ends the process at once. */
  over(): void;
}

/**
 * Takes the signals that end a command. The first gives what was started a moment to end by itself, the second ends it by
 * force, the third ends this process. However it ends, what was started is ended before.
 * @param onFirst says that the command is interrupted
 */
export function interruption(onFirst: () => void): Interruption {
  const controller = new AbortController();
  let over = false;
  let count = 0;
  for (const name of SIGNALS)
    process.on(name, () => {
      count += 1;
      const { exitCode } = new Interrupted(name);
      if (over || count > 2) process.exit(exitCode);
      if (count === 2) return killLaunched();
      controller.abort(new Interrupted(name));
      onFirst();
      setTimeout(() => {
        say(`podflare-conformance: not everything was stopped within ${STOP_LIMIT_MS} ms`);
        process.exit(exitCode);
      }, STOP_LIMIT_MS);
    });
  return {
    signal: controller.signal,
    over() {
      over = true;
    },
  };
}
