import type { Env } from '../core/config.ts';
import { type Hostd, type HostdOptions, startHostd } from './hostd.ts';

/** Options of `runHostd`. */
export interface ProcessOptions extends Omit<HostdOptions, 'env' | 'stdout' | 'stderr'> {
  /** The environment; default: that of this process. */
  readonly env?: Env | undefined;
  /**
   * Announces that hostd listens, instead of the line on stdout. Resolves to a cleanup function, which is called when hostd
   * has ended. When it rejects, hostd ends and `runHostd` rejects with the same error.
   */
  readonly onReady?: ((hostd: Hostd) => Promise<() => void>) | undefined;
}

/**
 * Runs hostd as this process. The environment configures it, SIGTERM and SIGINT end it, and its exit code becomes that of
 * the process. Resolves when hostd has ended.
 */
export async function runHostd({ env = process.env, onReady, ...options }: ProcessOptions = {}): Promise<void> {
  const stderr = batched((text) => process.stderr.write(text));
  const stdout = onReady ? () => {} : (text: string) => process.stdout.write(text);
  const hostd = await startHostd({ ...options, env, stdout, stderr: stderr.write });
  const terminate = (): void => hostd.terminate();
  process.on('SIGTERM', terminate).on('SIGINT', terminate).on('exit', stderr.flush);
  try {
    const cleanUp = hostd.address && (await onReady?.(hostd));
    process.exitCode = await hostd.exited;
    cleanUp?.();
  } finally {
    hostd.kill();
    process.off('SIGTERM', terminate).off('SIGINT', terminate).off('exit', stderr.flush);
    stderr.flush();
  }
}

/** Batches the writes of one turn of the event loop into one system call. */
function batched(write: (text: string) => void): { write(text: string): void; flush(): void } {
  let pending = '';
  const flush = (): void => {
    if (pending !== '') write(pending);
    pending = '';
  };
  return {
    write(text) {
      if (pending === '') setImmediate(flush);
      pending += text;
    },
    flush,
  };
}
