import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lockPort } from '../../../src/hosts/port-lock.ts';
import { cli, containers, disown, needEngine, own, root } from './support.ts';

const ONE = ['--only', 'healthz/no-key'];

let base: string;
let mock: string;
let foreign: string;
let folder: string;

beforeAll(async () => {
  base = await own('base');
  mock = await own('mock');
  foreign = await own('foreign');
  folder = await mkdtemp(join(tmpdir(), 'conformance-container-'));
}, 120_000);
afterAll(async () => {
  await disown();
  await rm(folder, { recursive: true, force: true });
});

/** Errors of users: the arguments, the exit code, and the line on stderr. */
const image = (name: string, ...args: string[]) => ['--image', name, '--probe-image', base, '--pull', 'never', ...args];
const node = (code: string) => `node -e ${JSON.stringify(code)}`;

describe('an image that cannot be checked', () => {
  beforeEach(needEngine);
  afterEach(async () => {
    expect(await containers()).toEqual([]);
  });

  const table: readonly [string, () => string[], string | RegExp][] = [
    [
      'there is no such image',
      () => image('no-such-image:1'),
      'there is no image "no-such-image:1" on this engine; to get it: docker pull no-such-image:1',
    ],
    [
      'there is no probe image',
      () => ['--image', mock, '--probe-image', 'no-such-probe', '--pull', 'never'],
      'there is no probe image (--probe-image) "no-such-probe" on this engine; to get it: docker pull no-such-probe',
    ],
    [
      'the probe image has no node',
      () => ['--image', mock, '--probe-image', foreign],
      /the probe image ".*foreign" cannot be started; it needs node on its PATH/,
    ],
    ['the image is for another machine', () => image(foreign), /wrong platform: /],
    [
      'the entrypoint is not there',
      () => image(mock, '--entrypoint', '/bin/hostd'),
      /its entrypoint "\/bin\/hostd" is not in the image; give another with --entrypoint/,
    ],
    [
      'there is no entrypoint',
      () => image(mock, '--entrypoint', "''"),
      /it has neither an entrypoint nor a command|its entrypoint/,
    ],
    [
      'it exits at once',
      () =>
        image(
          mock,
          '--entrypoint',
          node("console.log('on stdout'); console.error('no licence'); process.exitCode = 3"),
        ),
      /it ended with exit code 3 before it responded; its last output:\non stdout\nno licence/,
    ],
    [
      'it prints nothing and exits',
      () => image(mock, '--entrypoint', node('process.exit(4)')),
      /it ended with exit code 4 before it responded; it printed nothing/,
    ],
    [
      'it has too little memory',
      () =>
        image(mock, '--memory', '64m', '--entrypoint', node('for (const all = []; ; ) all.push(Buffer.alloc(1e6, 1))')),
      /exit code 137 \((killed, but not by the suite; perhaps )?out of memory: --memory allows 67108864 bytes\)/,
    ],
    [
      'there is no such user',
      () => image(mock, '--user', 'nobody-here'),
      /--user names a user that the image does not have/,
    ],
  ];
  test.each(table)('because %s', { timeout: 60_000 }, async (_, args, message) => {
    const { code, stderr } = await cli([...args(), ...ONE]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('a bug in');
    expect(code).toBe(3);
  });

  test('or pulled, and says how to try by hand', { timeout: 120_000 }, async () => {
    const { code, stderr } = await cli(['--image', 'localhost:1/no-such-image', '--probe-image', base, ...ONE]);
    expect(stderr).toMatch(
      /there is no image "localhost:1\/no-such-image" on this engine, and it cannot be pulled \(.+\); build it, or try by hand: docker pull/,
    );
    expect(code).toBe(3);
  });

  test('unless only the port of the machine is in use: the container has its own', { timeout: 60_000 }, async () => {
    const release = await lockPort(7070, 30_000);
    const occupant = createServer();
    await once(occupant.listen(7070, '127.0.0.1'), 'listening');
    try {
      const { code, stdout } = await cli([...image(mock), '--only', 'dev-mode/default-address']);
      expect(stdout).toContain('✓ default-address');
      expect(code).toBe(0);
    } finally {
      occupant.close();
      release?.();
    }
  });
});

describe('a container engine', () => {
  const anyImage = ['--image', 'any', ...ONE];

  test('that is not there is one line', async () => {
    const { code, stderr } = await cli(anyImage, { DOCKER_HOST: `unix://${folder}/none.sock` });
    expect(stderr).toBe(
      `podflare-conformance: the container engine at unix://${folder}/none.sock cannot be reached: there is no such socket; start Docker or Podman first\n`,
    );
    expect(code).toBe(3);
  });

  test('that refuses is one line', async () => {
    const { code, stderr } = await cli(anyImage, { DOCKER_HOST: 'tcp://127.0.0.1:1' });
    expect(stderr).toContain('the container engine at tcp://127.0.0.1:1 cannot be reached: nothing listens there');
    expect(code).toBe(3);
  });

  test('that accepts and never answers is given up', async () => {
    const silent = createServer();
    const path = join(folder, 'silent.sock');
    await once(silent.listen(path), 'listening');
    try {
      const { code, stderr } = await cli(anyImage, { DOCKER_HOST: `unix://${path}` });
      expect(stderr).toContain(`the container engine at unix://${path} does not respond within 5 s`);
      expect(code).toBe(3);
    } finally {
      silent.close();
    }
  });

  test('is looked for where the docker context says', async () => {
    const { code, stderr } = await cli(anyImage, { DOCKER_HOST: '', DOCKER_CONTEXT: 'no-such', DOCKER_CONFIG: folder });
    expect(stderr).toContain('there is no docker context "no-such"');
    expect(code).toBe(3);
  });
});

test('without testcontainers, the message has the command that installs it', async () => {
  const bare = join(folder, 'bare');
  await mkdir(join(bare, 'node_modules/@apidevtools'), { recursive: true });
  await cp(join(root, 'dist'), join(bare, 'dist'), { recursive: true });
  await cp(join(root, 'package.json'), join(bare, 'package.json'));
  for (const name of ['undici', 'openapi-fetch', '@apidevtools/swagger-parser'])
    await symlink(join(root, 'node_modules', name), join(bare, 'node_modules', name));
  const { code, stderr } = await cli(['--image', 'any'], {}, join(bare, 'dist/cli.cjs'));
  expect(stderr).toContain('npm install --save-dev testcontainers@12.0.1');
  expect(stderr).toContain(
    'npx --package podflare-conformance --package testcontainers@12.0.1 podflare-conformance --image',
  );
  expect(code).toBe(2);
});
