import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { UsageError } from './errors.ts';

/** The default size limit of an input file, in bytes. */
const LARGEST_INPUT = 16 * 1024 ** 2;

export interface InputFile {
  readonly path: string;
  /** The file's name in messages, such as `the key file keys.txt`. Default: its path. */
  readonly name?: string;
  /** Size limit in bytes. Default: `LARGEST_INPUT`. */
  readonly largest?: number;
  /** A hint for the message when the file does not exist. */
  readonly hint?: string;
}

/**
 * Reads a whole regular file. FIFOs, devices and directories are refused, so no input can block the program.
 * @throws UsageError when the file does not exist, is not a regular file or is too large
 */
export async function readInputFile({ path, name = path, largest = LARGEST_INPUT, hint }: InputFile): Promise<Buffer> {
  const refuse = (why: string): never => {
    throw new UsageError(`cannot read ${name}: ${why}`);
  };
  // Without O_NONBLOCK, opening a FIFO waits until another process writes to it.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  const handle = await open(path, flags).catch(({ code, message }: NodeJS.ErrnoException) =>
    refuse(code === 'ENOENT' ? `no such file${hint === undefined ? '' : `; ${hint}`}` : message),
  );
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) return refuse('it is a directory');
    if (!stats.isFile()) return refuse('it is not a regular file');
    const bytes = stats.size > largest ? undefined : await readUpTo(handle, largest);
    return bytes ?? refuse(`it is larger than ${Math.floor(largest / 1024 ** 2)} MB`);
  } finally {
    await handle.close();
  }
}

/**
 * Reads a regular file as UTF-8 and drops a byte order mark.
 * @throws UsageError in the cases of `readInputFile`, and when the file is not UTF-8
 */
export async function readInputText(file: InputFile): Promise<string> {
  const bytes = await readInputFile(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`cannot read ${file.name ?? file.path}: it is not UTF-8`);
  }
}

/** The bytes of a file; undefined if there are more than `largest`. The size that the system reports is not trusted. */
async function readUpTo(handle: FileHandle, largest: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of handle.createReadStream({ autoClose: false, end: largest })) {
    chunks.push(chunk);
    size += chunk.length;
  }
  return size > largest ? undefined : Buffer.concat(chunks);
}
