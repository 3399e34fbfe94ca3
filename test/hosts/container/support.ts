import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestContext } from 'vitest';
import { buildImage, type ImageName } from '../../../scripts/images.ts';
import { CLI, type Ended, type StartedCli, startCli } from '../../support/cli.ts';

const exec = promisify(execFile);
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Names the images of this test file, so that its containers can be distinguished from others on the same engine. */
const prefix = `podflare-conformance-test-${randomBytes(4).toString('hex')}`;

export async function docker(...args: string[]): Promise<string> {
  const { stdout } = await exec('docker', args, { maxBuffer: 1 << 26 });
  return stdout.trim();
}

const missing = await docker('version', '--format', '{{.Server.Version}}').then(
  () => undefined,
  () => 'no container engine answers (scripts/engine.sh starts one)',
);

/** Skips a test if there is no engine. In CI, fails it. */
export function needEngine(context: TestContext): void {
  if (missing === undefined) return;
  if (process.env.CI) throw new Error(missing);
  context.skip(missing);
}

/** Builds an image with a name that is unique to this file. Undefined if there is no engine. */
export async function own(name: ImageName): Promise<string> {
  if (missing !== undefined) return '';
  const mine = `${prefix}/${name}`;
  await docker('tag', await buildImage(name), mine);
  return mine;
}

/** Takes the names away again. */
export async function disown(): Promise<void> {
  if (missing !== undefined) return;
  const names = (await docker('image', 'ls', '--format', '{{.Repository}}', `${prefix}/*`)).split('\n');
  if (names[0]) await docker('image', 'rm', ...names);
}

/** The containers of this file's images, running or not, as `image state`. */
export async function containers(): Promise<string[]> {
  const lines = (await docker('ps', '--all', '--format', '{{.Image}} {{.State}}')).split('\n');
  return lines.filter((line) => line.startsWith(prefix));
}

/** Starts the built command line in the environment of the test, which configures the engine. */
export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}, program = CLI): StartedCli {
  return startCli(args, { env: { ...process.env, CI: '', ...env }, program: [program] });
}

/** Runs the built command line program to its end. */
export function cli(args: readonly string[], env?: NodeJS.ProcessEnv, file?: string): Promise<Ended> {
  return start(args, env, file).ended;
}
