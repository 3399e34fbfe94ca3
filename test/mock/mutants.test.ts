import { Agent } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { correct } from '../../mock/core/correct.ts';
import { kills } from '../../mock/mutants/kills.ts';
import { mutants } from '../../mock/mutants.ts';
import { exec, KEY, create as newSandbox, oneConnection, send, start } from './support.ts';

describe('the mutants', () => {
  test('have unique names', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  test('all differ from the reference', () => {
    const same = mutants.filter((mutant) =>
      Object.entries(mutant.mutate(correct)).every(([k, v]) => Reflect.get(correct, k) === v),
    );
    expect(same).toEqual([]);
  });

  test('are exactly those of the table of kills', () => {
    const names = new Set(mutants.map(({ name }) => name));
    expect(Object.keys(kills).filter((name) => !names.has(name))).toEqual([]);
  });
});

/** A target for each mutant whose gate and router disagree: without a key it makes a sandbox. */
const targets = {
  'prefix-passes': '/v1/healthzX',
  'subpath-passes': '/v1/healthz/sandboxes',
  'suffix-passes': '/v1/sandboxes/healthz',
  'dots-resolved-after-gate': '/v1/healthz/../sandboxes',
  'dots-resolved-in-gate': '/v1/sandboxes/../healthz',
  'encoded-dots-resolved-after-gate': '/v1/healthz/%2E%2e/sandboxes',
  'encoded-slashes-resolved-after-gate': '/v1/healthz%2f..%2fsandboxes',
  'encoded-backslashes-resolved-after-gate': '/v1/healthz%5c..%5csandboxes',
  'decoded-twice-after-gate': '/v1/healthz/%252e%252e%252fsandboxes',
  'overlong-dots-resolved-after-gate': '/v1/healthz/%c0%ae%c0%ae/sandboxes',
  'prefix-decoded-after-gate': '/%761/sandboxes',
  'letters-decoded-after-gate': '/v1/%73andboxes',
  'leading-slashes-merged-after-gate': '//v1/sandboxes',
  'slashes-merged-after-gate': '/v1//sandboxes',
  'trailing-slash-dropped-after-gate': '/v1/sandboxes/',
  'prefix-case-folded-after-gate': '/V1/sandboxes',
  'case-folded-after-gate': '/v1/SANDBOXES',
  'matrix-cut-in-gate': '/v1/healthz;/../sandboxes',
  'matrix-dropped-after-gate': '/v1/healthz/..;/sandboxes',
  'matrix-suffix-passes': '/v1/sandboxes;healthz',
  'backslash-straightened-after-gate': '/v1\\sandboxes',
  'encoded-nul-ends-path-after-gate': '/v1/sandboxes%00',
  'controls-dropped-after-gate': '/v1/sandboxes%0d%0a',
  'query-contains-healthz-passes': '/v1/sandboxes?/v1/healthz',
  'dots-in-query-resolved-in-gate': '/v1/sandboxes?x=/../healthz',
  'fragment-suffix-passes': '/v1/sandboxes#/v1/healthz',
  'absolute-target-evades-gate': 'http://host.example/v1/sandboxes',
};

describe('a bypass', () => {
  test.each(Object.entries(targets))('%s lets %s through, and nothing plain', async (mutant, target) => {
    const { port } = await start({}, mutant);
    const create = { method: 'POST', key: null };
    expect((await send(port, { ...create, target })).json).toHaveProperty('id');
    expect((await send(port, { ...create, target: '/v1/sandboxes' })).status).toBe(401);
    expect((await send(port, { key: null })).status).toBe(200);
  });

  test('is none for the reference', async () => {
    const { port } = await start();
    for (const target of Object.values(targets)) {
      expect([401, 404]).toContain((await send(port, { method: 'POST', key: null, target })).status);
    }
  });
});

describe('a mutant with state', () => {
  const create = { method: 'POST', target: '/v1/sandboxes' };

  const announced = `POST /v1/sandboxes HTTP/1.1\r\nhost: x\r\ncontent-length: 1048576\r\n\r\n`;
  const healthz = 'GET /v1/healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n';

  /** Sends a request with a large body and no key, then a second request. Resolves to the statuses of the responses. */
  async function statusesOnOneConnection(port: number): Promise<string[]> {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (bytes: Buffer) => {
      if (text === '') socket.write(`${'x'.repeat(1_048_576)}${healthz}`);
      text += bytes.toString('latin1');
    });
    socket.on('error', () => {}); // The mutant resets the connection; the responses tell that from a failure.
    socket.write(announced);
    await new Promise((resolve) => socket.on('close', resolve));
    return [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status = '']) => status);
  }

  test('breaks the connection after a refusal', async () => {
    const { port } = await start({}, 'refusal-breaks-connection');
    expect(await statusesOnOneConnection(port)).toEqual(['401']);
    const reference = await start();
    expect(await statusesOnOneConnection(reference.port)).toEqual(['401', '200']);
  });

  test('remembers a connection, not the server', async () => {
    const { port } = await start({}, 'connection-remembered');
    const agent = oneConnection();
    expect((await send(port, { ...create, agent })).status).toBe(200);
    expect(await send(port, { ...create, key: null, agent })).toMatchObject({ status: 200, reused: true });
    expect((await send(port, { ...create, key: null })).status).toBe(401);
  });

  test('carries out what it refuses', async () => {
    const { port } = await start({}, 'destroySandbox-refused-and-carried-out');
    const id = await newSandbox(port);
    const refused = await send(port, { method: 'DELETE', target: `/v1/sandboxes/${id}`, key: null });
    expect(refused.status).toBe(401);
    expect((await exec(port, id, 'print(1)')).status).toBe(404);
  });

  test('mixes the keys of requests on many open connections', async () => {
    const { port } = await start({}, 'verdicts-mixed-in-flight');
    const keys = Array.from({ length: 200 }, (_, i) => (i % 2 ? KEY : 'wrong'));
    const agent = new Agent({ keepAlive: true });
    const statuses = await Promise.all(keys.map(async (key) => (await send(port, { ...create, key, agent })).status));
    agent.destroy();
    expect([...new Set(statuses)].sort()).toEqual([200, 401]);
    expect(statuses).not.toEqual(keys.map((key) => (key === KEY ? 200 : 401)));
  });

  test('takes another port', async () => {
    const { port } = await start();
    const other = await start({ PODFLARE_HOSTD_ADDR: `127.0.0.1:${port}` }, 'port-in-use-takes-another');
    expect(other.port).not.toBe(port);
    expect((await send(other.port)).status).toBe(200);
  });

  test('serves, then ends by itself', async () => {
    const env = { PODFLARE_API_KEYS: undefined, PODFLARE_HOSTD_ADDR: '0.0.0.0:0' };
    const { port, exited } = await start(env, 'refusal-after-serving');
    expect((await send(port, { ...create, key: null })).status).toBe(200);
    expect(await exited).toBe(1);
  });

  test('ignores SIGTERM, not SIGKILL', async () => {
    const { port, terminate, kill, exited } = await start({}, 'sigterm-ignored');
    terminate();
    expect((await send(port)).status).toBe(200);
    kill();
    expect(await exited).toBe(137);
  });
});
