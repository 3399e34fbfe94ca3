import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { requireResources } from '../base/resources.ts';

const RETRY_MS = 10;

/**
 * Locks a fixed port, so that the runs on this machine take turns at it. Waits at most `limitMs` milliseconds, or until
 * `signal` aborts. Resolves to a function that releases the lock, or to undefined. The lock is a socket, so it ends
 * with its process.
 * @throws ResourceError
 */
export async function lockPort(port: number, limitMs: number, signal?: AbortSignal): Promise<(() => void) | undefined> {
  const name = `podflare-conformance-${port}.lock`;
  const path = process.platform === 'linux' ? `\0${name}` : join(tmpdir(), name);
  const deadline = performance.now() + limitMs;
  for (; performance.now() < deadline && !signal?.aborted; await delay(RETRY_MS)) {
    const server = await listen(path);
    if (server) return () => server.close();
    if (process.platform !== 'linux' && !(await isHeld(path))) rmSync(path, { force: true });
  }
  return undefined;
}

async function listen(path: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy()).unref();
  try {
    await once(server.listen(path), 'listening');
    return server;
  } catch (error) {
    requireResources(error, 'cannot reserve a port');
    return undefined;
  }
}

function isHeld(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.unref();
  });
}
