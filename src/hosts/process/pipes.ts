import { execFile } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

const READING = constants.O_RDONLY | constants.O_NONBLOCK;

/** The output of a child: what to pass to `spawn`, and the streams to read. */
export interface OutputPipes {
  /** File descriptors of the write ends. */
  readonly writers: readonly [stdout: number, stderr: number];
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Closes the write ends here. Call it once the child has them. */
  release(): void;
  /** Closes everything, for a child that did not start. */
  close(): void;
}

/**
 * Opens two named pipes for a child and removes their names. Node's own `pipe` is a socket on Unix, and a program that
 * opens `/dev/stdout` or `/dev/stderr`, as shell scripts and nginx do, cannot open a socket.
 *
 * @throws Error when there is no `mkfifo`, as on Windows, or with the code of the system call that failed
 */
export async function outputPipes(): Promise<OutputPipes> {
  const folder = await mkdtemp(join(tmpdir(), 'podflare-output-'));
  const opened: number[] = [];
  try {
    const paths = [join(folder, 'stdout'), join(folder, 'stderr')] as const;
    await promisify(execFile)('mkfifo', ['-m', '666', ...paths]);
    const open = (path: string, flags: number) => {
      const fd = openSync(path, flags);
      opened.push(fd);
      return fd;
    };
    // A FIFO without a reader cannot be opened for writing, so each read end comes first.
    const [outFd, errFd] = [open(paths[0], READING), open(paths[1], READING)];
    const writers = [open(paths[0], constants.O_WRONLY), open(paths[1], constants.O_WRONLY)] as const;
    const [stdout, stderr] = [readable(outFd), readable(errFd)];
    let held = true;
    const release = () => {
      if (held) for (const fd of writers) closeSync(fd);
      held = false;
    };
    const close = () => {
      release();
      stdout.destroy();
      stderr.destroy();
    };
    return { writers, stdout, stderr, release, close };
  } catch (error) {
    for (const fd of opened) closeSync(fd);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function readable(fd: number): Socket {
  return new Socket({ fd, readable: true, writable: false });
}
