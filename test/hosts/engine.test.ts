import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { TargetError } from '../../src/base/errors.ts';
import { containerTarget } from '../../src/hosts/container/host.ts';
import type { Report } from '../../src/model/report.ts';
import { runSuite } from '../support/run.ts';
import { FakeEngine, type Fault, type Step } from './fake-engine.ts';

const folder = await mkdtemp(join(tmpdir(), 'conformance-engine-'));
const socket = join(folder, 'engine.sock');
process.env.DOCKER_HOST = `unix://${socket}`;
const engine = new FakeEngine();
await engine.listen(socket);

beforeEach(() => {
  Object.assign(engine, { baked: [], keepsVariables: false, faults: {} });
  engine.containers.clear();
});
afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true });
});

/** Long enough for an engine of this process, however busy the machine is. */
const LIMIT_MS = 3_000;

const check = (only = ['healthz/no-key', 'startup/sigterm'], engineLimitMs = 60_000) =>
  runSuite(containerTarget({ image: 'hostd', probeImage: 'probe', pull: 'never', engineLimitMs }), { only });

/** The last line of a run. */
const line = async (run: Promise<Report>) => {
  const error = await run.then(
    ({ exitCode }) => new Error(`exit code ${exitCode}`),
    (thrown: unknown) => thrown as Error,
  );
  expect(error).toBeInstanceOf(TargetError);
  expect(error.message).not.toContain('\n');
  return error.message;
};

test('an engine without a fault gives a verdict, and nothing is left on it', async () => {
  expect((await check()).exitCode).toBe(0);
  expect([...engine.containers]).toEqual([]);
});

const STEPS: readonly Step[] = [
  ...(['sidecar create', 'sidecar attach', 'sidecar start'] as const),
  ...(['hostd create', 'hostd inspect', 'hostd attach', 'hostd start', 'hostd kill', 'hostd remove'] as const),
  'list',
];
const FAULTS: readonly Fault[] = ['status 500', 'status 409', 'not HTTP', 'closed'];

describe.each(STEPS)('an engine whose answer to "%s"', (step) => {
  test.each(FAULTS)('is %s ends the run in one line', async (fault) => {
    // A 409 means that the container is already being removed.
    if (step === 'hostd remove' && fault === 'status 409') engine.faults = { 'hostd wait': 'closed' };
    engine.faults = { ...engine.faults, [step]: fault };
    const said = await line(check());
    if (fault.startsWith('status')) expect(said).toMatch(/as the test wants it|is gone/);
    else expect(said).toContain(`the container engine at unix://${socket} is gone`);
    if (step === 'hostd remove') expect(said).toContain('docker ps --all --filter label=podflare-conformance.run=');
    else expect([...engine.containers]).toEqual([]);
  });
});

test.each<Step>(['sidecar create', 'hostd attach', 'hostd kill', 'hostd remove'])(
  'an engine that never answers "%s" ends the run within the limit',
  async (step) => {
    engine.faults = { [step]: 'silent' };
    expect(await line(check(undefined, LIMIT_MS))).toContain(
      `the container engine at unix://${socket} does not respond: it was asked to`,
    );
    if (step !== 'hostd remove') expect([...engine.containers]).toEqual([]);
  },
);

test('an engine that loses sight of a container gives no verdict on it', async () => {
  engine.faults = { 'hostd wait': 'status 500' };
  expect(await line(check(['startup/refuses']))).toContain('cannot wait for the end of a container');
});

test('a sidecar that ends in the middle of a run gives no verdict', async () => {
  const run = line(check());
  await expect.poll(() => engine.steps.at(-1) === 'hostd wait').toBe(true);
  engine.endSidecar();
  expect(await run).toContain('the probe container of "probe" ended');
});

describe('an image that sets variables of hostd', () => {
  const baked = ['PODFLARE_AUTH_DISABLED=1', 'PODFLARE_HOSTD_ADDR=0.0.0.0:1', 'PODFLARE_API_KEYS=baked-in', 'A=b'];
  const all = ['healthz/no-key', 'dev-mode/no-key', 'unauthorized/no-key', 'startup/refuses'];

  test('is checked without them where the engine takes them away', async () => {
    engine.baked = baked;
    expect((await check(all)).exitCode).toBe(0);
  });

  test('is refused where it cannot', async () => {
    Object.assign(engine, { baked, keepsVariables: true });
    expect(await line(check(all))).toMatch(
      /the image "hostd" sets PODFLARE_[A-Z_]+, and the container engine at .* cannot unset a variable/,
    );
  });
});
