import type { Hostd, HostdOptions } from './hostd.ts';

/**
 * Starts the reference hostd in this process. Resolves once it listens or has refused to start: invalid configuration and
 * a port in use are exit codes, not rejections.
 */
export async function startHostd(options: HostdOptions): Promise<Hostd> {
  const hostd = await import('./hostd.ts');
  return hostd.startHostd(options);
}
