import { constants } from 'node:os';
import { killLaunched } from '../hosts/process/process.ts';
import { say } from './output/output.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long teardown may take after the first signal, in milliseconds. */
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
  /** Reports that teardown is complete. From now on, a signal ends the process at once. */
  over(): void;
}

/**
 * Handles the signals that end a command. The first signal lets started processes shut down, the second kills them, and
 * the third ends this process. Started processes always end first.
 * @param onFirst called on the first signal
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
