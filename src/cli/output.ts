/**
 * Writes to stdout and waits until it is handed over. When nobody reads any more (`| head`) the process ends quietly
 * with `exitCode`.
 */
export function print(text: string, exitCode = 0): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(exitCode);
      reject(error);
    });
    process.stdout.write(text, () => resolve());
  });
}

/** Where progress and complaints go; that nobody reads them is no failure. */
export function stderr(): NodeJS.WriteStream & { readonly fd: 2 } {
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => {});
  return process.stderr;
}

/** Writes a line to stderr. */
export function say(line: string): void {
  stderr().write(`${line}\n`);
}
