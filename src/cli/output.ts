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

/** Writes a line to stderr; that nobody reads it is no failure. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
