import { access, constants, mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../../base/errors.ts';
import { stdout } from './output.ts';
import { followed, removeStale, writeWhole } from './write-file.ts';

/** A text to write, and where. */
export interface Delivery {
  /** A file; stdout if absent. */
  readonly file?: string;
  render(): Promise<string> | string;
  /** Called when the whole text has been written. */
  delivered?(): void;
}

/**
 * Checks before a run that its output files can be written.
 * @throws UsageError when one cannot, or when two of them are the same file
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
      // Hard links and links to folders give a file several paths.
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
 * Removes the reports of an earlier run. Otherwise, if this run ends without a report, someone could mistake an old
 * report for a new one.
 * @throws UsageError when a file cannot be removed
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
 * Writes every text, stdout last. If one cannot be written, the others still are.
 * @param verdict what the run found, for the message about a lost report
 * @throws UsageError that names every destination that did not receive its whole text
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
