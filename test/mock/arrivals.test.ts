import { expect, test } from 'vitest';
import { createMock } from '../../mock/index.ts';
import { Arrivals } from '../../mock/state/arrivals.ts';

/** The targets of the requests that are kept. */
const targets = (arrivals: Arrivals, after = 0) => arrivals.entries({ after }).map(({ entry }) => entry.target);

test('arrivals keep the last requests of all journals, including earlier ones', async () => {
  const mock = createMock();
  const space = mock.namespace();
  const get = (path: string, key = mock.key) => mock.fetch(path, { headers: { authorization: `Bearer ${key}` } });
  await get('/v1/1');
  await get('/v1/2', space.key);
  const arrivals = new Arrivals(4);
  arrivals.follow([
    [undefined, mock.journal],
    [space.key, space.journal],
  ]);
  expect(targets(arrivals)).toEqual(['/v1/1', '/v1/2']);
  for (let i = 3; i <= 12; i += 1) {
    await get(`/v1/${i}`, i % 2 === 0 ? space.key : mock.key);
    expect(targets(arrivals)).toEqual(
      Array.from({ length: Math.min(i, 4) }, (_, n) => `/v1/${Math.max(1, i - 3) + n}`),
    );
  }
  expect(targets(arrivals, 10)).toEqual(['/v1/11', '/v1/12']);
  space.reset('journal');
  expect(targets(arrivals)).toEqual(['/v1/9', '/v1/11']);
  arrivals.clear();
  expect([targets(arrivals), arrivals.last]).toEqual([[], 12]);
});

test('arrivals with a limit of 0 still call their listeners', async () => {
  const mock = createMock({ journalCap: 0 });
  const arrivals = new Arrivals(0);
  arrivals.follow([[undefined, mock.journal]]);
  const heard: number[] = [];
  arrivals.onEntry(({ number }) => heard.push(number));
  await mock.fetch('/v1/healthz');
  expect([heard, targets(arrivals)]).toEqual([[1], []]);
});
