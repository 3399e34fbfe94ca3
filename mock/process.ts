import { startHostd } from './hostd.ts';

/**
 * Runs hostd as this process: the environment configures it, SIGTERM and SIGINT end it, its exit code becomes
 * the process's. Resolves when it has ended. `mutant` names a defect to start with.
 */
export async function runHostd(mutant?: string): Promise<void> {
  process.stderr.on('error', () => {}); // A hostd goes on when nobody reads its log any more.
  const stderr = batched((text) => process.stderr.write(text));
  const hostd = await startHostd({
    env: process.env,
    stdout: (text) => process.stdout.write(text),
    stderr: stderr.write,
    ...(mutant !== undefined && { mutant }),
  });
  const terminate = (): void => hostd.terminate();
  process.on('SIGTERM', terminate).on('SIGINT', terminate).on('exit', stderr.flush);
  process.exitCode = await hostd.exited;
  process.off('SIGTERM', terminate).off('SIGINT', terminate).off('exit', stderr.flush);
  stderr.flush();
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
