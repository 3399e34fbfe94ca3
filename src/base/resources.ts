import { TargetError } from './errors.ts';

/** This machine ran out of something that the run needs, or forbids it. That says nothing about the target. */
export class ResourceError extends TargetError {}

/** What each error of the system means, and what to do. Source: errno(3). */
const EXHAUSTED: Readonly<Record<string, string>> = {
  EMFILE: 'too many open files in this process: raise the limit, for example with "ulimit -n 4096"',
  ENFILE: 'too many open files on this machine: end other programs, or raise fs.file-max',
  EAGAIN:
    'no room for another process or thread: end other programs, or raise "ulimit -u" or the limit of the container',
  ENOMEM: 'out of memory: end other programs, or give the machine or container more memory',
  ENOBUFS: 'out of memory for sockets: end other programs, or give the machine or container more memory',
  ENOSPC: 'no space left on the device: free some',
};

/** Errors by which a system refuses a connection that never leaves the machine. Source: connect(2). */
const FORBIDDEN: Readonly<Record<string, string>> = {
  EACCES: 'a firewall or a sandbox on this machine forbids it: allow it there',
  EPERM: 'a firewall or a sandbox on this machine forbids it: allow it there',
  EADDRNOTAVAIL: 'no local address or free local port is left for it: wait until closed connections are gone',
};

/**
 * The ResourceError for an error of the system. Undefined for an error that is not about a resource of this machine.
 * @param action what failed, such as `cannot start "hostd"`
 */
export function resourceError(error: unknown, action: string): ResourceError | undefined {
  return lacking(error, action, EXHAUSTED);
}

/** The same for the error of a connection that could not be opened, which this machine may also forbid. */
export function connectionResourceError(error: unknown, action: string): ResourceError | undefined {
  return lacking(error, action, { ...EXHAUSTED, ...FORBIDDEN });
}

function lacking(error: unknown, action: string, reasons: Readonly<Record<string, string>>): ResourceError | undefined {
  if (error instanceof ResourceError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  return reason === undefined ? undefined : new ResourceError(`${action} (${code}): ${reason}`);
}

/** Rethrows an error of the system that is about a resource of this machine, as a ResourceError. */
export function requireResources(error: unknown, action: string): void {
  const lack = resourceError(error, action);
  if (lack) throw lack;
}
