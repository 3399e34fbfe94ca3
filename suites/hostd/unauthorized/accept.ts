import { checkEach } from '../../../src/checks/check.ts';
import { sameError, served, status } from '../../lib/expectations.ts';
import { create, createRequest, WRONG, withHeader, withKey } from '../../lib/requests.ts';
import { refusal } from './lib/refusals.ts';

/** Headers that ask for a certain form of the response. */
const negotiations: readonly { readonly name: string; readonly header: readonly [string, string] }[] = [
  { name: 'Accept: text/html', header: ['Accept', 'text/html'] },
  { name: 'Accept: text/plain', header: ['Accept', 'text/plain'] },
  { name: 'Accept: application/xml', header: ['Accept', 'application/xml'] },
  { name: 'X-Requested-With', header: ['X-Requested-With', 'XMLHttpRequest'] },
  { name: 'traceparent', header: ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'] },
];

export default checkEach(negotiations, {
  id: 'unauthorized/accept',
  level: 'should',
  rule: 'auth/json-type',
  title: 'The 401 is the same whatever the Accept header and similar headers ask for.',
  why: 'A debugging aid that renders errors as HTML or text appears as soon as someone uses another tool.',
  fix: 'Do not use content negotiation for errors.',
  on: ['enforced'],
  async run(t, { header: [name, value] }) {
    await t.control(withKey(createRequest, t.key), served(create));
    for (const request of [createRequest, withKey(createRequest, WRONG)]) {
      const plain = await t.control(request, status(401));
      await refusal(t, withHeader(request, name, value), sameError(plain));
    }
  },
});
