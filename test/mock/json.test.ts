import { expect, test } from 'vitest';
import { hasTooManyValues, JSON_VALUES } from '../../mock/protocol/json.ts';
import { mockAndClient, WAYS } from './client.ts';

test.each([
  ['a deep list', '['.repeat(5_000_000), true],
  ['a deep object', '{"a":'.repeat(1_000_000), true],
  ['a long list', `[${'0,'.repeat(200_000)}0]`, true],
  ['a text with what looks like values', `{"code":"${'[{,'.repeat(200_000)}"}`, false],
  ['a text with escaped quotes', `{"code":"${'\\",[\\\\'.repeat(200_000)}"}`, false],
  ['as many values as there may be', `[${'0,'.repeat(JSON_VALUES - 2)}0]`, false],
])('%s', (_, text, expected) => {
  expect(hasTooManyValues(Buffer.from(text))).toBe(expected);
});

test.each(WAYS)('a body of too many values is answered 413 by %s', async (way) => {
  const { mock, client } = await mockAndClient(way);
  const headers = { authorization: `Bearer ${mock.key}`, 'content-type': 'application/json' };
  const call = way === 'server' ? fetch : mock.fetch;
  const url = `${way === 'server' ? mock.url : ''}/v1/sandboxes`;
  const response = await call(url, { method: 'POST', headers, body: '['.repeat(5_000_000) });
  expect([response.status, await response.json()]).toEqual([413, { error: 'the body has more than 100000 values' }]);
  expect((await client.fetch('POST', '/v1/sandboxes')).status).toBe(200);
});
