import { describe, expect, test } from 'vitest';
import { Journal } from '../../mock/state/journal.ts';
import { JournalEntry, type RecordedCall, type Verdict } from '../../mock/state/journal-entry.ts';
import type { JournalFilter } from '../../mock/state/journal-filter.ts';
import { shown } from '../../mock/state/redaction.ts';
import { Secrets } from '../../src/base/secrets.ts';
import { operationById } from '../../src/contract/contract.ts';
import { create, exec, KEY, send, start } from './support.ts';

interface Case {
  readonly method?: string;
  readonly rawHeaders?: readonly string[];
  readonly operation?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly verdict?: Verdict;
  readonly body?: string;
}

function arrival(target: string, given: Case = {}): RecordedCall {
  const { method = 'POST', rawHeaders = [], operation, parameters = {}, verdict, body } = given;
  const received = body === undefined ? undefined : Buffer.from(body);
  return {
    request: { method, target, rawHeaders, received },
    route: { operation: operation === undefined ? undefined : operationById(operation), parameters },
    verdict,
    fault: undefined,
  };
}

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

  test('has a verdict for each request', async () => {
    const { port, journal } = await start();
    const create_ = { method: 'POST', target: '/v1/sandboxes' };
    await send(port);
    await send(port, create_);
    await send(port, { ...create_, key: null });
    await send(port, { ...create_, key: 'wrong' });
    expect(journal.entries().map(({ verdict }) => verdict)).toEqual(['exempt', 'accepted', 'missing', 'invalid']);
    const open = await start({ PODFLARE_API_KEYS: undefined });
    await send(open.port, create_);
    expect(open.journal.entries()[0]?.verdict).toBe('off');
  });

  test('reads headers by name and bodies as JSON', async () => {
    const { port, journal } = await start();
    const headers = ['X-Odd', 'a', 'x-odd', 'b'];
    await send(port, { method: 'POST', target: '/v1/sandboxes', headers, body: { template: 'default' } });
    const [entry] = journal.entries();
    expect(entry?.headers).toMatchObject({ 'x-odd': 'a, b', authorization: `Bearer ${KEY}` });
    expect(entry?.json).toEqual({ template: 'default' });
  });

  test('keeps the last ones, in order, and numbers go on', () => {
    const journal = new Journal(3);
    for (const target of ['/1', '/2', '/3', '/4', '/5']) journal.add(arrival(target), 200);
    expect(journal.entries().map(({ number, target }) => [number, target])).toEqual([
      [3, '/3'],
      [4, '/4'],
      [5, '/5'],
    ]);
    expect(journal.count).toBe(5);
    journal.clear();
    expect([journal.count, journal.entries()]).toEqual([0, []]);
    journal.add(arrival('/6'), 200);
    expect([journal.count, journal.entries().map(({ number }) => number)]).toEqual([1, [6]]);
  });

  test('keeps 1,000 unless told otherwise, and with a cap of 0 none', () => {
    const [journal, none] = [new Journal(), new Journal(0)];
    for (let i = 0; i < 1_500; i += 1) {
      journal.add(arrival('/'), 200);
      none.add(arrival('/'), 200);
    }
    expect([journal.entries().length, journal.entries()[0]?.number, journal.count]).toEqual([1_000, 501, 1_500]);
    expect([none.entries(), none.count]).toEqual([[], 1_500]);
  });

  test.each([
    [{ operation: 'execSandbox' }, [2]],
    [{ method: 'GET' }, [1]],
    [{ status: 401 }, [3]],
    [{ verdict: 'missing' }, [3]],
    [{ sandbox: 'sbx_2' }, [2, 4]],
    [{ after: 2 }, [3, 4]],
    [{ after: 2, sandbox: 'sbx_2' }, [4]],
    [{ where: ({ target }) => target.endsWith('?x') }, [4]],
  ] as const satisfies [JournalFilter, number[]][])('filters by %j', (filter, numbers) => {
    const journal = new Journal();
    journal.add(arrival('/v1/healthz', { method: 'GET' }), 200);
    journal.add(arrival('/', { operation: 'execSandbox', parameters: { id: 'sbx_2' } }), 200);
    journal.add(arrival('/', { verdict: 'missing' }), 401);
    journal.add(arrival('/?x', { parameters: { parent: 'sbx_1', winner: 'sbx_2' } }), 200);
    expect(journal.entries(filter).map(({ number }) => number)).toEqual(numbers);
  });
});

describe('waiting for a request', () => {
  test('takes the first that fits and is still to come', async () => {
    const journal = new Journal();
    journal.add(arrival('/old'), 200);
    const next = journal.next({ method: 'POST' });
    journal.add(arrival('/other', { method: 'GET' }), 200);
    journal.add(arrival('/new'), 200);
    journal.add(arrival('/newer'), 200);
    expect((await next).target).toBe('/new');
  });

  test('takes one that came already when it is told after which', async () => {
    const journal = new Journal();
    for (const target of ['/1', '/2', '/3']) journal.add(arrival(target), 200);
    expect((await journal.next({ after: 1 })).target).toBe('/2');
  });

  test('says what came instead when none comes in time', async () => {
    const journal = new Journal();
    const next = journal.next({ operation: 'createSandbox', timeoutMs: 1 });
    journal.add(arrival('/v1/healthz', { method: 'GET' }), 200);
    await expect(next).rejects.toThrow(
      'no request operation createSandbox arrived within 1 ms; instead: GET /v1/healthz 200',
    );
    await expect(journal.next({ timeoutMs: 1 })).rejects.toThrow('no request arrived within 1 ms; nothing arrived');
  });

  test('ends with its signal', async () => {
    const journal = new Journal();
    const controller = new AbortController();
    const next = journal.next({ signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
    await expect(journal.next({ signal: controller.signal })).rejects.toThrow('enough');
  });
});

describe('a request that is shown', () => {
  const secrets = new Secrets();
  secrets.add(KEY, '<key 1>');
  const label = (text: string) => secrets.redact(text);
  const withHeader = (name: string, value: string) =>
    shown(new JournalEntry(1, arrival('/', { rawHeaders: [name, value] }), 200), label).rawHeaders[1];

  test.each([
    ['authorization', `Bearer ${KEY}`, 'Bearer <key 1>'],
    ['AUTHORIZATION', `bearer  ${KEY}`, 'bearer  <key 1>'],
    ['Authorization', `Bearer ${KEY}x`, 'Bearer <key 1>x'],
    ['Authorization', 'Bearer pk_live_other', 'Bearer <redacted>'],
    ['Authorization', 'pk_live_other', '<redacted>'],
    ['Authorization', 'Basic dTpw', 'Basic <redacted>'],
    ['Authorization', 'Bearer', 'Bearer'],
    ['Authorization', '', ''],
    ['x-api-key', KEY, '<key 1>'],
    ['x-other', 'plain', 'plain'],
  ])('%s: %s becomes %s', (name, value, expected) => {
    expect(withHeader(name, value)).toBe(expected);
  });

  test('has no key in its target and body either', () => {
    const entry = new JournalEntry(1, arrival(`/v1/sandboxes?key=${KEY}`, { body: `{"k":"${KEY}"}` }), 200);
    expect(JSON.stringify(shown(entry, label))).not.toContain(KEY);
    expect(shown(entry, label)).toMatchObject({ target: '/v1/sandboxes?key=<key 1>', body: '{"k":"<key 1>"}' });
  });
});
