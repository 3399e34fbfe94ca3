import { randomUUID } from 'node:crypto';
import { constants, rmSync, type Stats } from 'node:fs';
import { appendFile, type FileHandle, lstat, open, readlink, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stderr, stdout } from './output.ts';

/** How long to wait for a reader of a FIFO, in milliseconds. */
const READER_LIMIT_MS = 2_000;

/** How long to wait for a FIFO or a device that accepts no data, in milliseconds. */
const STALL_LIMIT_MS = 10_000;

const RETRY_MS = 20;

/** The number of symbolic links that Linux follows in a path. Source: path_resolution(7). */
const LINK_LIMIT = 40;

/** Errors from a folder in which no temporary file can be created, although the file itself may be writable. */
const NO_ROOM_BESIDE = ['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EXDEV', 'ENAMETOOLONG'];

/**
 * Writes a file atomically: readers see the old content or the new, never a part. Symbolic links are kept. Devices,
 * FIFOs and descriptors of this process (`/dev/stdout`) are written to directly.
 * @throws Error of the system when the text was not written in full
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  const descriptor = descriptorOf(file);
  if (descriptor === 1) return await stdout(text);
  if (descriptor === 2) return await stderrFully(text);
  const path = await followed(file);
  const known = await statOf(path);
  if (known && !known.isFile()) return await writeSpecial(path, known, text);
  if (descriptor !== undefined) return await appendFile(path, text);
  if (known && !isReplaceable(known)) return await writeInPlace(path, text);
  try {
    await replace(path, known, text);
  } catch (error) {
    if (!NO_ROOM_BESIDE.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await writeInPlace(path, text);
  }
}

/** The modes of files that `removeStale` removed, by path. The file that replaces one gets its mode. */
const removedModes = new Map<string, number>();

/**
 * Removes a file of an earlier run. A file that must keep its identity is emptied instead. Devices, FIFOs and
 * descriptors of this process are left alone.
 */
export async function removeStale(file: string): Promise<void> {
  if (descriptorOf(file) !== undefined) return;
  const path = await followed(file);
  const known = await statOf(path);
  if (!known?.isFile()) return;
  if (!isReplaceable(known)) return await writeInPlace(path, '');
  try {
    await rm(path);
    removedModes.set(path, known.mode);
  } catch (error) {
    if (!NO_ROOM_BESIDE.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await writeInPlace(path, '');
  }
}

/** Resolves symbolic links in a path, even if the file does not exist yet. */
export async function followed(file: string): Promise<string> {
  let path = resolve(file);
  for (let links = 0; links < LINK_LIMIT; links += 1) {
    const known = await lstat(path).catch(() => undefined);
    if (!known?.isSymbolicLink()) return path;
    // Links in these folders lead to open files and pipes, and their text is not a path.
    if (/^\/(proc|dev\/fd)\//.test(path)) return path;
    path = resolve(dirname(path), await readlink(path));
  }
  throw new Error('too many symbolic links');
}

/** The descriptor of this process that a path names. */
function descriptorOf(file: string): number | undefined {
  const path = resolve(file);
  if (path === '/dev/stdout') return 1;
  if (path === '/dev/stderr') return 2;
  const [, number] = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path) ?? [];
  return number === undefined ? undefined : Number(number);
}

function stderrFully(text: string): Promise<void> {
  return new Promise((done, fail) => {
    stderr().write(text, (error) => (error ? fail(error) : done()));
  });
}

async function statOf(path: string): Promise<Stats | undefined> {
  return await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** Replacing a file would change its owner or break its hard links. */
function isReplaceable({ nlink, uid }: Stats): boolean {
  return nlink === 1 && (process.getuid === undefined || uid === process.getuid());
}

/** Temporary files that are not in place yet. They are removed if the process ends early. */
const unfinished = new Set<string>();

function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
}

async function replace(path: string, known: Stats | undefined, text: string): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  if (unfinished.size === 0) process.once('exit', removeUnfinished);
  unfinished.add(beside);
  try {
    const handle = await open(beside, 'wx');
    try {
      const mode = known?.mode ?? removedModes.get(path);
      if (mode !== undefined) await handle.chmod(mode & 0o7777);
      await writeThrough(handle, text);
    } finally {
      await handle.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  } finally {
    unfinished.delete(beside);
    if (unfinished.size === 0) process.off('exit', removeUnfinished);
  }
}

async function writeInPlace(path: string, text: string): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await writeThrough(handle, text);
  } catch (error) {
    // A partial report is worse than none.
    await handle.truncate(0).catch(() => {});
    throw error;
  } finally {
    await handle.close();
  }
}

async function writeThrough(handle: FileHandle, text: string): Promise<void> {
  await handle.writeFile(text);
  // Some file systems report a full disk only here, and some do not support the call.
  await handle.sync().catch((error: NodeJS.ErrnoException) => {
    if (['ENOSPC', 'EDQUOT', 'EIO'].includes(error.code ?? '')) throw error;
  });
}

/** Writes to a FIFO or a device. It may have no reader, or one that does not read. */
async function writeSpecial(path: string, known: Stats, text: string): Promise<void> {
  if (known.isDirectory()) throw new Error('it is a directory');
  const handle = await openSpecial(path, known);
  try {
    const bytes = Buffer.from(text);
    let deadline = performance.now() + STALL_LIMIT_MS;
    for (let written = 0; written < bytes.length; ) {
      const count = await handle.write(bytes, written).then(
        ({ bytesWritten }) => bytesWritten,
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EAGAIN') throw error;
          return 0;
        },
      );
      written += count;
      if (count > 0) deadline = performance.now() + STALL_LIMIT_MS;
      else if (performance.now() > deadline) throw new Error(`its reader accepted no data for ${STALL_LIMIT_MS} ms`);
      else await delay(RETRY_MS);
    }
  } finally {
    await handle.close();
  }
}

async function openSpecial(path: string, known: Stats): Promise<FileHandle> {
  const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
  for (const deadline = performance.now() + READER_LIMIT_MS; ; await delay(RETRY_MS)) {
    try {
      return await open(path, flags);
    } catch (error) {
      if (!known.isFIFO() || (error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
      if (performance.now() > deadline) throw new Error('it is a FIFO without a reader');
    }
  }
}
