import { checkEach } from '../../../src/checks/check.ts';
import { requestFor } from '../../lib/requests.ts';
import { refusedWithoutKey } from './lib/refusals.ts';

const bodies: readonly { readonly name: string; readonly type?: string; readonly body?: string }[] = [
  { name: 'malformed JSON', type: 'application/json', body: '{"code": ' },
  { name: 'JSON of the wrong type', type: 'application/json', body: '[1, 2]' },
  { name: 'wrong members', type: 'application/json', body: '{"code": 7, "n": "x", "template": []}' },
  { name: 'another content type', type: 'text/plain', body: 'hello' },
  { name: 'a form', type: 'application/x-www-form-urlencoded', body: 'a=1' },
  { name: 'no content type', body: '{}' },
  { name: 'an empty body', type: 'application/json', body: '' },
  { name: 'no body', type: 'application/json' },
];

export default checkEach(bodies, {
  id: 'unauthorized/before-body',
  level: 'must',
  rule: 'auth/every-request',
  title: 'The key is checked before the body and its content type.',
  why: 'A parser that runs before the key check is exposed to everyone, and its 400 leaks details of the API.',
  fix: 'Check the key before you read or parse a body.',
  on: ['enforced'],
  async run(t, { type, body }) {
    for (const operation of t.contract.protected.filter((item) => item.body)) {
      const { method, target } = requestFor(operation);
      const headers = type === undefined ? [] : [['Content-Type', type] as const];
      await refusedWithoutKey(t, { method, target, headers, ...(body !== undefined && { body }) });
    }
  },
});
