import { createRequire } from 'node:module';
import { TargetError, UsageError } from '../../base/errors.ts';
import { engineHost, ping } from './endpoint.ts';
import { Engine, words } from './engine.ts';
import { within } from './limit.ts';

/** A version that runs on every Node version that this package supports. */
const TESTCONTAINERS = 'testcontainers@12.0.1';

/** How long an engine that has responded to a ping may take to describe itself, in milliseconds. */
const CONNECT_LIMIT_MS = 30_000;

/**
 * Connects to the container engine. `limitMs` is the time that it may take over one request; default REQUEST_LIMIT_MS.
 * @throws UsageError when testcontainers is not installed
 * @throws TargetError when there is no engine, or it does not respond
 */
export async function connectEngine(limitMs?: number, env: NodeJS.ProcessEnv = process.env): Promise<Engine> {
  const { getContainerRuntimeClient } = await testcontainers();
  const host = await engineHost(env);
  await ping(host);
  const { DOCKER_HOST, TESTCONTAINERS_HOST_OVERRIDE } = process.env;
  // testcontainers knows neither contexts nor Podman's sockets. Inside a container, it would start another container to
  // find out how published ports are reached, which is not needed here.
  Object.assign(process.env, { DOCKER_HOST: host, TESTCONTAINERS_HOST_OVERRIDE: 'localhost' });
  try {
    const late = () => new Error(`no response within ${CONNECT_LIMIT_MS / 1000} s`);
    const connect = async () => {
      const client = await getContainerRuntimeClient();
      const { Components = [] } = await client.container.dockerode.version();
      const isPodman = Components.some(({ Name }) => /podman/i.test(Name));
      return new Engine(client, host, isPodman, limitMs);
    };
    return await within(CONNECT_LIMIT_MS, connect(), late);
  } catch (error) {
    throw new TargetError(`the container engine at ${host} cannot be used: ${words(error)}`);
  } finally {
    restore('DOCKER_HOST', DOCKER_HOST);
    restore('TESTCONTAINERS_HOST_OVERRIDE', TESTCONTAINERS_HOST_OVERRIDE);
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

async function testcontainers(): Promise<typeof import('testcontainers')> {
  try {
    return await import('testcontainers');
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new UsageError(
      `--image needs the package testcontainers, which is not installed: npm install --save-dev ${TESTCONTAINERS}; without a project: npx --package podflare-conformance --package ${TESTCONTAINERS} podflare-conformance --image ...`,
    );
  }
}

function isMissing(error: unknown): boolean {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') return false;
  try {
    createRequire(import.meta.url).resolve('testcontainers/package.json');
    return false;
  } catch {
    return true;
  }
}
