import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type RequestOptions, request } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { TargetError } from '../../base/errors.ts';

/** How long an engine may take to respond to a ping, in milliseconds. */
const PING_LIMIT_MS = 5_000;

/** How long an engine may take to describe itself, in milliseconds. It first counts its images and containers. */
const INFO_LIMIT_MS = 30_000;

/**
 * Finds the container engine like docker does: DOCKER_HOST, the context (DOCKER_CONTEXT, or the current one), the
 * default socket. Then tries Podman's sockets. Throws TargetError if there is none.
 */
export async function engineHost(env: NodeJS.ProcessEnv): Promise<string> {
  const named = env.DOCKER_HOST || (await contextHost(env));
  if (named) return named;
  const sockets = [
    '/var/run/docker.sock',
    `${env.XDG_RUNTIME_DIR ?? '/nowhere'}/docker.sock`,
    `${env.XDG_RUNTIME_DIR ?? '/nowhere'}/podman/podman.sock`,
    '/run/podman/podman.sock',
  ];
  const socket = sockets.find((path) => existsSync(path));
  if (socket !== undefined) return `unix://${socket}`;
  if (process.platform === 'win32') return 'npipe:////./pipe/docker_engine';
  throw new TargetError(
    '--image needs a container engine, but none was found: no DOCKER_HOST, no docker context, no /var/run/docker.sock, no socket of podman; start Docker or Podman first',
  );
}

/** The host of the docker context in use; undefined for the default one. */
async function contextHost(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const folder = env.DOCKER_CONFIG ?? join(homedir(), '.docker');
  const config = await readJson<{ currentContext?: string }>(join(folder, 'config.json'));
  const name = env.DOCKER_CONTEXT || config?.currentContext;
  if (!name || name === 'default') return undefined;
  const id = createHash('sha256').update(name).digest('hex');
  const meta = await readJson<{ Endpoints?: { docker?: { Host?: string } } }>(
    join(folder, 'contexts', 'meta', id, 'meta.json'),
  );
  const host = meta?.Endpoints?.docker?.Host;
  if (host === undefined) throw new TargetError(`there is no docker context "${name}"; see "docker context ls"`);
  return host;
}

async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/**
 * Checks that the engine responds. An engine that accepts connections but never responds would block every later
 * request, and if the engine cannot describe itself, testcontainers would use another one.
 * @throws TargetError
 */
export async function ping(host: string): Promise<void> {
  const options = plainOptions(host);
  if (!options) return;
  const failure = (await get(options, '/_ping', PING_LIMIT_MS)) ?? (await get(options, '/info', INFO_LIMIT_MS));
  if (failure !== undefined) throw new TargetError(`the container engine at ${host} ${failure}`);
}

/** Says what is wrong with the engine, based on a GET of `path`; undefined if nothing is. */
function get(options: RequestOptions, path: string, limitMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const asked = request({ ...options, path, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? undefined : `responds ${response.statusCode} to GET ${path}`);
      asked.destroy();
    });
    asked.setTimeout(limitMs, () => {
      resolve(`does not respond within ${limitMs / 1000} s; is it starting, or stuck?`);
      asked.destroy();
    });
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(`cannot be reached: ${reason(error)}`));
    asked.end();
  });
}

/** How to connect without TLS; undefined if that is not possible or the transport is different. */
function plainOptions(host: string): RequestOptions | undefined {
  if (host.startsWith('ssh:'))
    throw new TargetError(
      `the container engine at ${host} is reached through ssh, which is not supported; forward its socket and set DOCKER_HOST: ssh -L /tmp/docker.sock:/var/run/docker.sock`,
    );
  if (host.startsWith('unix://')) return { socketPath: host.slice('unix://'.length) };
  if (!/^(tcp|http):/.test(host) || process.env.DOCKER_TLS_VERIFY === '1') return undefined;
  const { hostname, port } = new URL(host.replace(/^tcp:/, 'http:'));
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 2375) };
}

function reason({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such socket; start Docker or Podman first';
  if (code === 'ECONNREFUSED') return 'nothing listens there; start Docker or Podman first';
  if (code === 'EACCES') return 'this user may not use its socket; join the group docker, or run rootless';
  return message;
}
