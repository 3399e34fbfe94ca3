import { describe, expect, test } from 'vitest';
import type { Exit } from '../../src/checks/launch.ts';
import { Skip } from '../../src/checks/verdict.ts';
import type { Running, Target } from '../../src/hosts/host.ts';
import { Output } from '../../src/hosts/output.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import { StartFailure } from '../../src/run/start-failure.ts';
import { inProcessTarget } from '../support/in-process.ts';
import { launcherOf, runningAt } from './stub.ts';

/** The mock, and how often and how many at a time it was launched. */
function counted() {
  const mock = inProcessTarget();
  const seen = { launches: 0, open: 0, most: 0, running: [] as Running[] };
  const target: Target = {
    ...mock,
    async start(launch) {
      const running = await mock.start(launch);
      seen.launches += 1;
      seen.open += 1;
      seen.most = Math.max(seen.most, seen.open);
      seen.running.push(running);
      void running.exited.then(() => {
        seen.open -= 1;
      });
      return running;
    },
  };
  return { target, seen };
}

/** A target whose launches never listen. */
function mute(given: Partial<Running>): Target {
  return {
    ...{ kind: 'in-process', label: 'mute', launchable: true },
    start: async ({ port }) => runningAt(port, given),
    close: async () => {},
  };
}

describe('withInstance', () => {
  test('launches a server with the keys of the configuration, and stops it after use', async () => {
    const { target, seen } = counted();
    const launcher = launcherOf(target);
    const [key] = await launcher.withInstance('enforced', async ({ keys, running }) => {
      expect(running.exit).toBeUndefined();
      return keys;
    });
    expect(launcher.secrets.redact(`${key}`)).toBe('<key 1>');
    expect(seen.running.map(({ exit }) => exit !== undefined)).toEqual([true]);
    expect(launcher.records).toMatchObject([{ configuration: 'enforced', outcome: 'ready' }]);
  });

  test('stops the server when its use fails', async () => {
    const { target, seen } = counted();
    const use = launcherOf(target).withInstance('enforced', () => Promise.reject(new Error('use failed')));
    await expect(use).rejects.toThrow('use failed');
    expect(seen.open).toBe(0);
  });

  test('keeps the number of servers at a time within the limit', async () => {
    const { target, seen } = counted();
    const launcher = launcherOf(target, 2);
    await Promise.all(Array.from({ length: 6 }, () => launcher.withInstance('enforced', async () => {})));
    expect(seen).toMatchObject({ launches: 6, most: 2, open: 0 });
  });

  test('throws StartFailure with exit code and output when the server ends', async () => {
    const exit: Exit = { code: 5, signal: null };
    const output = new Output();
    output.append('stderr', 'no licence\n');
    const launcher = launcherOf(mute({ exit, exited: Promise.resolve(exit), output }));
    const failure = await launcher.withInstance('enforced', async () => {}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartFailure);
    expect(failure).toMatchObject({ message: expect.stringMatching(/exit code 5.*no licence/s) });
    expect(launcher.records).toMatchObject([{ outcome: 'exited' }]);
  });

  test('throws StartFailure when the server does not respond in time', async () => {
    const launcher = launcherOf(mute({}));
    await expect(launcher.withInstance('enforced', async () => {})).rejects.toThrow(/within 2000 ms/);
    expect(launcher.records).toMatchObject([{ outcome: 'silent' }]);
  });

  test('throws Skip for a target that cannot be launched', async () => {
    const launcher = launcherOf(urlTarget('http://127.0.0.1:1'));
    await expect(launcher.withInstance('enforced', async () => {})).rejects.toThrow(Skip);
  });
});

test('attempt launches a server once per configuration, and sees whether it refuses', async () => {
  const { target, seen } = counted();
  const launcher = launcherOf(target);
  const [first, second] = await Promise.all([launcher.attempt('refused-any'), launcher.attempt('refused-any')]);
  expect(second).toBe(first);
  expect(first).toMatchObject({ responded: false, exit: { signal: null } });
  expect(first.exit?.code).not.toBe(0);
  expect(seen.launches).toBe(1);
});

test('quietRun resolves to the output of a server that SIGTERM ended', async () => {
  const { output, stopped, keys } = await launcherOf(inProcessTarget()).quietRun('enforced');
  expect(stopped).toBe(true);
  expect(keys.length).toBeGreaterThan(0);
  expect(output.lines.length).toBeGreaterThan(0);
});

test('startFailure is undefined for a server that starts', async () => {
  expect(await launcherOf(inProcessTarget()).startFailure('enforced')).toBeUndefined();
});

test('once runs its function one time for each name', async () => {
  const launcher = launcherOf(inProcessTarget());
  let calls = 0;
  const next = async () => {
    calls += 1;
    return calls;
  };
  expect([await launcher.once('a', next), await launcher.once('a', next), await launcher.once('b', next)]).toEqual([
    1, 1, 2,
  ]);
});
