import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The user or the system ended the run. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(signal: (typeof SIGNALS)[number]) {
    super(signal);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** A signal that aborts with Interrupted at the first Ctrl-C, SIGTERM or SIGHUP; the second ends the process at once. */
export function interruption(onFirst: () => void): AbortSignal {
  const controller = new AbortController();
  for (const name of SIGNALS)
    process.on(name, () => {
      const interrupted = new Interrupted(name);
      if (controller.signal.aborted) process.exit(interrupted.exitCode);
      controller.abort(interrupted);
      onFirst();
    });
  return controller.signal;
}
