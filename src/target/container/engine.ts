import { createRequire } from 'node:module';
import type { ContainerRuntimeClient } from 'testcontainers';
import { UsageError } from '../../select.ts';
import { TargetError } from '../target.ts';
import { engineHost, ping } from './endpoint.ts';

/** The version that runs on every Node the package supports. */
const TESTCONTAINERS = 'testcontainers@12.0.1';

export type Docker = ContainerRuntimeClient['container']['dockerode'];
export type Client = ContainerRuntimeClient;

/**
 * Connects to the container engine.
 * @throws UsageError when testcontainers is not installed
 * @throws TargetError when there is no engine, or it does not answer
 */
export async function connectEngine(env: NodeJS.ProcessEnv = process.env): Promise<Client> {
  const { getContainerRuntimeClient } = await testcontainers();
  const host = await engineHost(env);
  await ping(host);
  // It knows neither contexts nor podman's sockets, and tries the usual one when this one fails.
  process.env.DOCKER_HOST = host;
  try {
    return await getContainerRuntimeClient();
  } catch (error) {
    throw new TargetError(`the container engine at ${host} cannot be used: ${words(error)}`);
  }
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

/** What the engine says of a request that failed. */
export function words(error: unknown): string {
  const { json, message } = error as { json?: { message?: string }; message?: string };
  return (json?.message ?? message ?? String(error)).trim();
}

/** The HTTP status with which the engine refused a request; undefined when it did not answer. */
export function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number }).statusCode;
}
