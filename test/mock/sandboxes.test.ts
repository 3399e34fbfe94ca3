import { type IncomingMessage, request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { validateExecEvent } from '../../src/contract/generated/response-validators.js';
import { create, eventsOf, exec, KEY, send, start } from './support.ts';

const unknown = 'sbx_00000000000040008000000000000000';
const notFound = { error: 'sandbox not found' };

async function fork(port: number, id: string, n?: number): Promise<string[]> {
  const body = n === undefined ? {} : { n };
  const { json } = await send(port, { method: 'POST', target: `/v1/sandboxes/${id}/fork`, body });
  return (json as { children: string[] }).children;
}

function merge(port: number, parent: string, winner: string) {
  return send(port, { method: 'POST', target: `/v1/sandboxes/${parent}/merge_into/${winner}` });
}

function destroy(port: number, id: string) {
  return send(port, { method: 'DELETE', target: `/v1/sandboxes/${id}` });
}

/** Starts a run that prints one line and then sleeps; resolves once the line has arrived. */
function startSleeping(port: number, id: string): Promise<{ response: IncomingMessage; ended: Promise<string> }> {
  const body = JSON.stringify({ code: 'print("started")\ntime.sleep(3600)' });
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, method: 'POST', path: `/v1/sandboxes/${id}/exec`, headers, agent: false });
    outgoing.on('error', reject).end(body);
    outgoing.on('response', (response) => {
      let text = '';
      const ended = new Promise<string>((done) => {
        response.on('end', () => done(text)).on('error', (error) => done(`${text}${error.message}`));
      });
      response.on('data', (chunk) => {
        text += chunk;
        resolve({ response, ended });
      });
    });
  });
}

describe('exec', () => {
  test('streams numbered events and ends with the exit code', async () => {
    const { port } = await start();
    const target = `/v1/sandboxes/${await create(port)}/exec`;
    const { headers, text } = await send(port, {
      method: 'POST',
      target,
      body: { code: 'print("a\\n\\nb")\nprint("c", file=sys.stderr)' },
    });
    expect(headers['content-type']).toBe('application/x-ndjson');
    const events = eventsOf(text);
    expect(events.map(({ type, data, seq }) => [type, data, seq])).toEqual([
      ['stdout', 'a', 0],
      ['stdout', '', 1],
      ['stdout', 'b', 2],
      ['stderr', 'c', 3],
      ['exit', 0, 4],
    ]);
    expect(events.every((event) => validateExecEvent(event))).toBe(true);
  });

  test('Python keeps its globals, also after an exception; bash keeps only files', async () => {
    const { port } = await start();
    const id = await create(port);
    await exec(port, id, 'x = 41');
    expect((await exec(port, id, 'raise ValueError("no")')).exit).toBe(1);
    expect((await exec(port, id, 'print(x + 1)')).stdout).toBe('42');
    await exec(port, id, 'Y=1; echo kept > note', 'bash');
    expect((await exec(port, id, 'echo "[$Y]"; cat note', 'bash')).stdout).toBe('[]\nkept');
    expect((await exec(port, id, 'print(open("note").read())')).stdout).toBe('kept\n');
  });

  test('sandboxes do not see each other', async () => {
    const { port } = await start();
    const [a, b] = [await create(port), await create(port)];
    await exec(port, a, 'x = 1; open("f", "w").write("a")');
    expect((await exec(port, b, 'print(x)')).stderr).toContain('NameError');
    expect((await exec(port, b, 'cat f', 'bash')).exit).toBe(1);
  });

  test('one run at a time in a sandbox, in the order of arrival', async () => {
    const { port } = await start();
    const id = await create(port);
    const codes = ['x = 1; time.sleep(0.05); x += 1', 'x *= 10; time.sleep(0.01)', 'print(x)'];
    const results: Promise<{ stdout: string }>[] = [];
    for (const code of codes) {
      results.push(exec(port, id, code));
      await send(port);
    }
    expect((await results.at(-1))?.stdout).toBe('20');
  });

  test('a run in one sandbox does not hold up another', async () => {
    const { port } = await start();
    const [busy, free] = [await create(port), await create(port)];
    const { response } = await startSleeping(port, busy);
    expect((await exec(port, free, 'print(1)')).stdout).toBe('1');
    response.destroy();
  });

  test('a client that leaves ends its run', async () => {
    const { port } = await start();
    const id = await create(port);
    const { response } = await startSleeping(port, id);
    const next = exec(port, id, 'print("next")');
    response.destroy();
    expect((await next).stdout).toBe('next');
  });

  test('destroying the sandbox cuts the stream', async () => {
    const { port } = await start();
    const id = await create(port);
    const { ended } = await startSleeping(port, id);
    expect((await destroy(port, id)).status).toBe(204);
    expect(await ended).toMatch(/"started".*\n(aborted|socket hang up)$/);
  });
});

describe('fork', () => {
  test.each([
    [undefined, 1],
    [1, 1],
    [5, 5],
    [32, 32],
  ])('n = %s gives %i new sandboxes', async (n, count) => {
    const { port } = await start();
    const children = await fork(port, await create(port), n);
    expect(new Set(children).size).toBe(count);
  });

  test('without a body gives one', async () => {
    const { port } = await start();
    const target = `/v1/sandboxes/${await create(port)}/fork`;
    const { status, json } = await send(port, { method: 'POST', target });
    expect([status, json]).toEqual([200, { children: [expect.any(String)] }]);
  });

  test.each([0, 33, -1, 1.5, '2', null])('n = %s is refused', async (n) => {
    const { port } = await start();
    const target = `/v1/sandboxes/${await create(port)}/fork`;
    expect((await send(port, { method: 'POST', target, body: { n } })).status).toBe(400);
  });

  test('children start from the parent and live on their own', async () => {
    const { port } = await start();
    const parent = await create(port);
    await exec(port, parent, 'x = 1; open("f", "w").write("one")');
    const [a = '', b = ''] = await fork(port, parent, 2);
    await exec(port, a, 'x = 2; open("f", "w").write("two")');
    await exec(port, parent, 'x = 3');
    for (const [id, x, f] of [
      [parent, '3', 'one'],
      [a, '2', 'two'],
      [b, '1', 'one'],
    ] as const) {
      expect((await exec(port, id, 'print(x); print(open("f").read())')).stdout).toBe(`${x}\n${f}`);
    }
    await destroy(port, parent);
    const [grandchild = ''] = await fork(port, a);
    expect((await exec(port, grandchild, 'print(x)')).stdout).toBe('2');
  });
});

describe('merge', () => {
  test('puts the winner in place of the parent', async () => {
    const { port } = await start();
    const parent = await create(port);
    const [winner = '', sibling = ''] = await fork(port, parent, 2);
    await exec(port, winner, 'x = "won"');
    const merged = await merge(port, parent, winner);
    expect([merged.status, merged.text]).toEqual([204, '']);
    expect((await exec(port, parent, 'print(x)')).stdout).toBe('won');
    expect((await exec(port, winner, 'print(x)')).status).toBe(404);
    expect((await exec(port, sibling, 'print(1)')).status).toBe(200);
    expect((await merge(port, parent, winner)).status).toBe(404);
    expect((await destroy(port, winner)).status).toBe(204);
    expect((await exec(port, parent, 'print(x)')).stdout).toBe('won');
  });

  test('into itself is refused, and unknown ids are not found', async () => {
    const { port } = await start();
    const id = await create(port);
    expect((await merge(port, id, id)).status).toBe(400);
    expect((await merge(port, unknown, unknown)).status).toBe(400);
    expect((await merge(port, id, unknown)).json).toEqual(notFound);
    expect((await merge(port, unknown, id)).status).toBe(404);
    expect((await exec(port, id, 'print(1)')).status).toBe(200);
  });

  test('waits for runs, and two opposite merges do not wait for each other', async () => {
    const { port } = await start();
    const [a, b] = [await create(port), await create(port)];
    const run = exec(port, b, 'time.sleep(0.05); x = "ran"');
    await send(port);
    const statuses = (await Promise.all([merge(port, a, b), merge(port, b, a)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([204, 404]);
    expect((await run).exit).toBe(0);
  });
});

describe('destroy', () => {
  test('ends the sandbox; a repeat is a no-op; an id never issued is not found', async () => {
    const { port } = await start();
    const id = await create(port);
    expect((await destroy(port, id)).status).toBe(204);
    expect((await destroy(port, id)).status).toBe(204);
    expect((await destroy(port, unknown)).json).toEqual(notFound);
    expect((await exec(port, id, 'print(1)')).status).toBe(404);
    expect((await send(port, { method: 'POST', target: `/v1/sandboxes/${id}/fork` })).json).toEqual(notFound);
  });
});
