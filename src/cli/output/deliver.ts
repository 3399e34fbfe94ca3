import { access, constants, mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../../base/errors.ts';
import { stdout } from './output.ts';
import { followed, removeStale, writeWhole } from './write-file.ts';

/** A text that a run owes its user, and where it goes. */
export interface Delivery {
  /** Stdout when absent. */
  readonly file?: string;
  render(): Promise<string> | string;
  /** Called when all of it is in its place. */
  delivered?(): void;
}

/**
 * Makes sure, before a run, that these files can be written after it.
 * @throws UsageError when one cannot, or two of them are the same file
 */
export async function prepareFiles(files: readonly string[]): Promise<void> {
  const places = new Map<string, string>();
  for (const file of files) {
    try {
      await mkdir(dirname(file), { recursive: true });
      const known = await stat(file).catch(() => undefined);
      if (known?.isDirectory()) throw new Error('it is a directory');
      const place = await followed(file);
      await access(known ? file : dirname(place), constants.W_OK);
      // Hard links and links to folders give one file several paths.
      const identity = known ? `${known.dev}:${known.ino}` : join(await realpath(dirname(place)), basename(place));
      const other = places.get(identity);
      if (other !== undefined && (known?.isFile() ?? true)) throw new Error(`${other} is the same file`);
      places.set(identity, file);
    } catch (error) {
      throw cannotWrite(file, error);
    }
  }
}

/**
 * Removes the reports of an earlier run, so that nobody takes one for a report of this run when this one ends without.
 * @throws UsageError when one cannot be removed
 */
export async function removeReports(files: readonly string[]): Promise<void> {
  for (const file of files)
    try {
      await removeStale(file);
    } catch (error) {
      throw cannotWrite(file, error);
    }
}

/**
 * Writes everything to its place, stdout last. Whatever fails, the others are still written.
 * @param verdict what the run found, for the message of a report that is lost
 * @throws UsageError that names each place that did not get its whole text
 */
export async function deliver(deliveries: readonly Delivery[], verdict: string): Promise<void> {
  const failures: UsageError[] = [];
  for (const delivery of [...deliveries].sort((a, b) => Number(!a.file) - Number(!b.file))) {
    const text = await delivery.render();
    try {
      await (delivery.file === undefined ? stdout(text) : writeWhole(delivery.file, text));
      delivery.delivered?.();
    } catch (error) {
      failures.push(cannotWrite(delivery.file ?? 'to stdout', error));
    }
  }
  if (failures.length === 0) return;
  throw new UsageError(`${failures.map(({ message }) => message).join('; ')}; the verdict was: ${verdict}`);
}

function cannotWrite(place: string, error: unknown): UsageError {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = code === 'EPIPE' ? 'its reader left before the end' : message;
  return new UsageError(`cannot write ${place}: ${why}`);
}
