import { describe, expect, test } from 'vitest';
import { LIVENESS } from '../../src/checks/probe.ts';
import { Output } from '../../src/hosts/output.ts';
import { freePort } from '../../src/hosts/ports.ts';
import type { Exchange } from '../../src/http/client.ts';
import { WireFailure } from '../../src/http/failure.ts';
import type { WireRequest } from '../../src/http/request.ts';
import type { WireResponse } from '../../src/http/response.ts';
import { Crowded } from '../../src/run/pool.ts';
import { instanceOf, runningAt, serve } from './stub.ts';

const timeout = new WireFailure('timeout', 'no response within 1000 ms');
const CALL: WireRequest = { method: 'DELETE', target: '/v1/sandboxes/sbx_0', headers: [] };
const OK: WireResponse = {
  ...{ status: 200, statusText: 'OK', version: '1.1', headers: [], trailers: [], body: Buffer.from('ok') },
  ...{ truncated: false, spreadMs: 0, interim: [] },
};
const closed = new WireFailure('closed', 'the connection was closed');

const exchange = (failure: WireFailure | undefined, request = CALL): Exchange => ({
  ...{ request, sent: Buffer.alloc(0), retries: 0, turn: 1, startedAt: 0, durationMs: 0 },
  ...(failure ? { failure } : { response: OK }),
});

describe('a server that leaves four requests in a row without a response', () => {
  test('is dead when it does not respond to a probe either', async () => {
    const instance = instanceOf(runningAt(await freePort()));
    for (let i = 0; i < 3; i += 1) instance.observe(exchange(timeout));
    expect(await instance.checkDead()).toBeUndefined();
    instance.observe(exchange(timeout));
    expect(await instance.checkDead()).toContain('4 requests in a row, and a probe');
    expect(instance.dead).toBeDefined();
  });

  test('is dead when it responds to the liveness probe and to nothing else', async () => {
    const instance = await serve((request, response) => request.url === LIVENESS.target && response.end());
    for (let i = 0; i < 4; i += 1) {
      instance.observe(exchange(timeout));
      instance.observe(exchange(undefined, LIVENESS));
    }
    expect(await instance.checkDead()).toContain('it still responds to GET /v1/healthz');
  });

  test('is alive when it responds to the probe', async () => {
    const instance = await serve((_, response) => response.end());
    for (let i = 0; i < 4; i += 1) instance.observe(exchange(timeout));
    expect(await instance.checkDead()).toBeUndefined();
  });
});

test('a response, or a closed connection, ends a row of requests without a response', async () => {
  const instance = instanceOf(runningAt(await freePort()));
  for (let i = 0; i < 3; i += 1) instance.observe(exchange(timeout));
  instance.observe(exchange(closed));
  for (let i = 0; i < 3; i += 1) instance.observe(exchange(timeout));
  expect(await instance.checkDead()).toBeUndefined();
  expect(instance.requests).toBe(7);
});

test('a server that has ended is dead, with its exit code and last output', () => {
  const output = new Output();
  output.append('stderr', 'out of memory\n');
  const instance = instanceOf(runningAt(1, { exit: { code: 3, signal: null }, output }));
  expect(instance.dead).toMatch(/exit code 3.*out of memory/s);
});

test('once runs its function one time for each key, and again after Crowded', async () => {
  const instance = instanceOf(runningAt(1));
  let calls = 0;
  const next = async () => {
    calls += 1;
    if (calls === 1) throw new Crowded();
    return calls;
  };
  await expect(instance.once('a', next)).rejects.toThrow(Crowded);
  expect(await Promise.all([instance.once('a', next), instance.once('a', next)])).toEqual([2, 2]);
  expect(await instance.once('b', next)).toBe(3);
});

test('an instance listens at the port of its own network', () => {
  const { port, origin } = instanceOf(runningAt(4_000, { listens: { host: '0.0.0.0', port: 7070 } }));
  expect([port, origin]).toEqual([7070, 'http://127.0.0.1:4000']);
});
