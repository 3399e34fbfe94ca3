import type { Env } from '../core/config.ts';
import { type Hostd, type HostdOptions, startHostd } from './hostd.ts';

/** What a hostd that is a process of its own is started with. */
export interface ProcessOptions extends Omit<HostdOptions, 'env' | 'stdout' | 'stderr'> {
  /** The PODFLARE_ variables; default: those of this process. */
  readonly env?: Env | undefined;
  /**
   * Says in place of hostd that it listens. What it resolves to is called at the end. When it rejects, hostd ends and
   * `runHostd` rejects with the same.
   */
  readonly onReady?: ((hostd: Hostd) => Promise<() => void>) | undefined;
}

/**
 * Runs hostd as this process: the environment configures it, SIGTERM and SIGINT end it, its exit code becomes
 * the process's. Resolves when it has ended.
 */
export async function runHostd({ env = process.env, onReady, ...options }: ProcessOptions = {}): Promise<void> {
  const stderr = batched((text) => process.stderr.write(text));
  const stdout = onReady ? () => {} : (text: string) => process.stdout.write(text);
  const hostd = await startHostd({ ...options, env, stdout, stderr: stderr.write });
  const terminate = (): void => hostd.terminate();
  process.on('SIGTERM', terminate).on('SIGINT', terminate).on('exit', stderr.flush);
  try {
    const end = hostd.address && (await onReady?.(hostd));
    process.exitCode = await hostd.exited;
    end?.();
  } finally {
    hostd.kill();
    process.off('SIGTERM', terminate).off('SIGINT', terminate).off('exit', stderr.flush);
    stderr.flush();
  }
}

/** Joins what is written within one turn of the event loop: one system call for many requests in flight. */
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
