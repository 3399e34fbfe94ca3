import { describe, expect, test } from 'vitest';
import { Journal } from '../../mock/index.ts';
import { create, exec, KEY, send, start } from './support.ts';

describe('the journal', () => {
  test('has what arrived and what became of it', async () => {
    const { port, journal } = await start();
    const id = await create(port);
    await exec(port, id, 'print(1)');
    await send(port, { method: 'POST', target: '/v1/nothing?x=1', key: null, headers: ['X-Odd', 'a', 'x-odd', 'b'] });
    const [first, second, third] = journal.entries();
    expect(first).toMatchObject({ number: 1, method: 'POST', operation: 'createSandbox', status: 200 });
    expect(second).toMatchObject({ operation: 'execSandbox', parameters: { id }, body: '{"code":"print(1)"}' });
    expect(third).toMatchObject({ target: '/v1/nothing?x=1', operation: undefined, status: 401, body: undefined });
    expect(third?.rawHeaders.join(' ')).toContain('X-Odd a x-odd b');
  });

  test('shows no key', async () => {
    const { port, journal } = await start();
    await send(port, { key: null, headers: ['AUTHORIZATION', `Bearer ${KEY}`] });
    expect(JSON.stringify(journal.entries())).toContain(KEY);
    expect(JSON.stringify(journal.shown())).not.toContain(KEY);
    expect(journal.shown()[0]?.rawHeaders).toContain('[redacted]');
  });

  test('keeps the last ones, in order', () => {
    const journal = new Journal(3);
    const outcome = { operation: undefined, parameters: {}, status: 200, body: undefined };
    for (const target of ['/1', '/2', '/3', '/4', '/5']) {
      journal.add(
        {
          method: 'GET',
          target,
          rawHeaders: [],
          httpVersion: '1.1',
          connection: {},
          body: async () => Buffer.of(),
          trailers: () => [],
        },
        outcome,
      );
    }
    expect(journal.entries().map(({ number, target }) => [number, target])).toEqual([
      [3, '/3'],
      [4, '/4'],
      [5, '/5'],
    ]);
    expect(journal.count).toBe(5);
    journal.clear();
    expect([journal.count, journal.entries()]).toEqual([0, []]);
  });
});
