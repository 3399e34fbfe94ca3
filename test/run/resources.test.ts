import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { checkHostd } from '../../src/api/check-hostd.ts';
import { TargetError } from '../../src/base/errors.ts';
import { canBind, canConnect } from '../../src/hosts/ports.ts';
import { processTarget } from '../../src/hosts/process/process.ts';
import { Wire } from '../../src/http/client.ts';

/** The error of the system that every connection, listener or process meets. */
const failing: { connect?: string; listen?: string; spawn?: string } = {};
afterEach(() => {
  for (const each of ['connect', 'listen', 'spawn'] as const) delete failing[each];
});

function failed(code: string, call: string): EventEmitter {
  const emitter = Object.assign(new EventEmitter(), { destroy: () => {}, setTimeout: () => {} });
  queueMicrotask(() => emitter.emit('error', Object.assign(new Error(`${call} ${code}`), { code })));
  return emitter;
}

vi.mock('node:net', async (original) => {
  const net = await original<typeof import('node:net')>();
  return {
    ...net,
    connect: (...given: Parameters<typeof net.connect>) =>
      failing.connect === undefined ? net.connect(...given) : failed(failing.connect, 'connect'),
    createServer: (...given: Parameters<typeof net.createServer>) =>
      failing.listen === undefined
        ? net.createServer(...given)
        : Object.assign(failed(failing.listen, 'listen'), { listen: () => {} }),
  };
});

vi.mock('node:child_process', async (original) => {
  const processes = await original<typeof import('node:child_process')>();
  return {
    ...processes,
    spawn: (...given: Parameters<typeof processes.spawn>) =>
      failing.spawn === undefined ? processes.spawn(...given) : failed(failing.spawn, 'spawn'),
  };
});

const EXHAUSTED: readonly (readonly [code: string, advice: RegExp])[] = [
  ['EMFILE', /ulimit -n/],
  ['ENFILE', /fs\.file-max/],
  ['EAGAIN', /ulimit -u/],
  ['ENOMEM', /memory/],
  ['ENOBUFS', /memory/],
  ['ENOSPC', /space/],
];

function isResourceError(error: unknown, advice: RegExp): void {
  expect(error).toBeInstanceOf(TargetError);
  expect(error).toMatchObject({ exitCode: 3, message: expect.stringMatching(advice) });
  expect((error as Error).message).not.toContain('\n');
}

const rejection = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ resolved: value }),
    (error: unknown) => error,
  );

describe('a machine that runs out of something', () => {
  test.each(EXHAUSTED)('%s on connect is not a failure of the server', async (code, advice) => {
    failing.connect = code;
    const wire = new Wire({ host: '127.0.0.1', port: 1 }, '127.0.0.1:1', 1_000);
    isResourceError(await rejection(wire.send({ method: 'GET', target: '/', headers: [] })), advice);
    isResourceError(await rejection(wire.connect()), advice);
  });

  test.each(['EACCES', 'EPERM'])('%s on connect is not a failure of the server', async (code) => {
    failing.connect = code;
    const wire = new Wire({ host: '127.0.0.1', port: 1 }, '127.0.0.1:1', 1_000);
    isResourceError(await rejection(wire.connect()), /firewall/);
  });

  test.each(EXHAUSTED)('%s does not make a port look closed or taken', async (code, advice) => {
    failing.connect = code;
    isResourceError(await rejection(canConnect('127.0.0.1', 1)), advice);
    failing.listen = code;
    isResourceError(await rejection(canBind('127.0.0.1', 1)), advice);
  });

  test.each(EXHAUSTED)('%s on spawn says what ran out', async (code, advice) => {
    failing.spawn = code;
    const target = processTarget({ command: ['hostd'] });
    const launch = { name: 'enforced', env: {}, host: '127.0.0.1', port: 1 };
    isResourceError(await rejection(target.start(launch)), advice);
    await target.close();
  });

  test.each(EXHAUSTED)('%s ends a run by URL without a verdict', async (code, advice) => {
    failing.connect = code;
    isResourceError(await rejection(checkHostd({ url: 'http://127.0.0.1:1', keys: ['pk_0123456789'] })), advice);
  });

  test('an address at which nothing listens is the server', async () => {
    failing.connect = 'ECONNREFUSED';
    const wire = new Wire({ host: '127.0.0.1', port: 1 }, '127.0.0.1:1', 1_000);
    const { failure } = await wire.send({ method: 'GET', target: '/', headers: [] });
    expect(failure?.kind).toBe('refused');
    expect(await canConnect('127.0.0.1', 1)).toBe(false);
  });
});
