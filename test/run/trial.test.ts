import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { responds } from '../../src/checks/expectation.ts';
import { destroyRequest, NO_SANDBOX } from '../../src/checks/sandboxes.ts';
import { Mismatch, Skip, Untestable } from '../../src/checks/verdict.ts';
import { operations } from '../../src/contract/contract.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import type { WireRequest } from '../../src/http/request.ts';
import type { Instance } from '../../src/run/instance.ts';
import { Crowded } from '../../src/run/pool.ts';
import { CaseTrial } from '../../src/run/trial.ts';
import { instanceOf, KEY, launcherOf, runningAt, serve } from './stub.ts';

const contract = { operations, protected: operations.filter(({ exempt }) => !exempt) };
const ID = 'sbx_0123456789ab4def8123456789abcdef';

function trialOn(instance: Instance | undefined, alone = false): CaseTrial {
  return new CaseTrial(contract, launcherOf(urlTarget('http://127.0.0.1:1')), instance, 'a test', alone);
}

const create = (key?: string): WireRequest => ({
  ...{ method: 'POST', target: '/v1/sandboxes', body: '{}' },
  headers: key === undefined ? [] : [['Authorization', `Bearer ${key}`]],
});

const ok = responds('200', ({ status }) => (status === 200 ? undefined : `${status}`));

/** Responds with a status and a body. */
const always =
  (status: number, body: object = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** Makes sandboxes with ids of a list, then has no room for more until one is destroyed. */
function withRoomFor(room: number) {
  const live = new Set<string>();
  const destroyed: string[] = [];
  let made = 0;
  const listener: RequestListener = ({ method, url = '' }, response) => {
    const respond = (status: number, body: object) =>
      void response
        .writeHead(status, { 'content-type': 'application/json', 'retry-after': '60' })
        .end(JSON.stringify(body));
    if (method === 'DELETE') {
      const id = url.split('/').at(-1) ?? '';
      live.delete(id);
      destroyed.push(id);
      return respond(200, {});
    }
    if (live.size === room) return respond(500, { error: 'the pool is exhausted' });
    made += 1;
    const id = `${ID.slice(0, -2)}${String(made).padStart(2, '0')}`;
    live.add(id);
    respond(201, { id });
  };
  return { listener, live, destroyed };
}

describe('judging', () => {
  test('expect throws Mismatch for a response that does not meet the expectation', async () => {
    const trial = trialOn(await serve(always(404)));
    await expect(trial.expect(create(KEY), ok)).rejects.toMatchObject({ expected: '200', actual: '404' });
    await expect(trial.expect(create(KEY), ok)).rejects.toThrow(Mismatch);
    expect(trial.recorded.map(({ role }) => role)).toEqual(['probe', 'probe']);
  });

  test('control throws Untestable where expect throws Mismatch', async () => {
    const trial = trialOn(await serve(always(404)));
    await expect(trial.control(create(KEY), ok)).rejects.toThrow(Untestable);
    expect(trial.recorded[0]?.role).toBe('control');
  });

  test('expect returns a response that meets the expectation', async () => {
    const trial = trialOn(await serve(always(200)));
    expect((await trial.control(create(KEY), ok)).status).toBe(200);
    expect((await trial.expect(create(KEY), ok)).response?.status).toBe(200);
    expect(trial.last.request.method).toBe('POST');
  });

  test('a connection that the server closed before a second request is not a mismatch', async () => {
    const trial = trialOn(
      await serve((request, response) => {
        if (request.url === '/second') request.socket.destroy();
        else always(200)(request, response);
      }),
    );
    const connection = await trial.connect();
    await trial.expect(create(KEY), ok, connection);
    await expect(trial.expect({ ...create(KEY), target: '/second' }, ok, connection)).rejects.toThrow(Skip);
  });

  test('a dead server makes every request untestable', async () => {
    const trial = trialOn(instanceOf(runningAt(1, { exit: { code: 1, signal: null } })));
    await expect(trial.send(create(KEY))).rejects.toThrow(Untestable);
  });

  test('a case without a key is skipped, and one without a server is a bug', async () => {
    const instance = await serve(always(200));
    instance.key = undefined;
    expect(() => trialOn(instance).key).toThrow(Skip);
    expect(() => trialOn(undefined).instance).toThrow(/launches servers itself/);
  });
});

describe('a breach', () => {
  test.each([
    ['a probe without a key', undefined, 'probe', { keyless: true }],
    ['a probe with a wrong key', 'pk_conf_wrong', 'probe', { keyless: false }],
    ['a probe with a valid key', KEY, 'probe', undefined],
    ['a step without a key', undefined, 'step', undefined],
  ] as const)('of %s that makes a sandbox', async (_, key, role, breach) => {
    const trial = trialOn(await serve(always(201, { id: ID })));
    await trial.send(create(key), role);
    if (breach) expect(trial.breach).toMatchObject(breach);
    else expect(trial.breach).toBeUndefined();
  });

  test('of a control that responds the same with and without a key', async () => {
    const trial = trialOn(await serve(always(404, { error: 'not found' })));
    await expect(trial.control(destroyRequest(NO_SANDBOX, undefined), ok)).rejects.toThrow(Untestable);
    expect(trial.breach?.effect).toContain('404');
  });
});

describe('sandboxes', () => {
  test('are destroyed at the end of the case', async () => {
    const { listener, live, destroyed } = withRoomFor(9);
    const trial = trialOn(await serve(listener));
    await trial.send(create(KEY));
    await trial.send(create(KEY));
    expect(live.size).toBe(2);
    await trial.cleanUp();
    expect([live.size, destroyed.length]).toEqual([0, 2]);
  });

  test('make room for more when the case does not need them', async () => {
    const { listener, destroyed } = withRoomFor(1);
    const trial = trialOn(await serve(listener), true);
    await trial.send(create(KEY));
    const { response, retries } = await trial.send(create(KEY));
    expect([response?.status, retries, destroyed.length]).toEqual([201, 1, 1]);
  });

  test('that the case needs are kept, and the case is skipped for lack of room', async () => {
    const { listener, destroyed } = withRoomFor(1);
    const trial = trialOn(await serve(listener), true);
    const { response } = await trial.send(create(KEY));
    trial.keep(String(JSON.parse(response?.body.toString() ?? '{}').id));
    await expect(trial.send(create(KEY))).rejects.toThrow(Skip);
    expect(destroyed).toEqual([]);
  });

  test('of several cases that exceed the room make the case run again, alone', async () => {
    const trial = trialOn(await serve(withRoomFor(0).listener));
    await expect(trial.send(create(KEY))).rejects.toThrow(Crowded);
    await expect(trial.send(create(KEY)), 'without another request').rejects.toThrow(Crowded);
  });

  test('for which there is never room make the case untestable', async () => {
    const trial = trialOn(await serve(withRoomFor(0).listener), true);
    await expect(trial.send(create(KEY))).rejects.toThrow(Untestable);
  });

  test('are no reason to wait for a request without a key', async () => {
    const trial = trialOn(await serve(withRoomFor(0).listener), true);
    expect((await trial.send(create())).response?.status).toBe(500);
  });
});
