import { checkEach } from '../../../src/checks/check.ts';
import { DEV } from '../../lib/configurations.ts';
import { discriminates } from '../../lib/controls.ts';
import { sameStatus, served, status } from '../../lib/expectations.ts';
import { create, createRequest, exec, requestFor, WRONG, withHeader } from '../../lib/requests.ts';

/** Authorization values of clients that do not know about dev mode. */
const garbage = [
  { name: 'Basic', value: 'Basic dTpw' },
  { name: 'Bearer alone', value: 'Bearer' },
  { name: 'an empty header', value: '' },
  { name: 'an unknown scheme', value: 'Whatever 1234' },
  { name: 'no scheme', value: WRONG },
  { name: 'a list', value: `Bearer ${WRONG}, Bearer other` },
  { name: 'a long token', value: `Bearer ${'k'.repeat(2_000)}` },
  // A server may reject such bytes in any header.
  { name: 'a byte above 0x7F', value: 'Bearer \xe9', refusable: true },
];

export default checkEach(garbage, {
  id: 'dev-mode/any-authorization',
  level: 'must',
  rule: 'auth/dev-mode',
  title: 'In dev mode every request is served, whatever its Authorization header contains.',
  why: 'With auth off, no header value can be wrong.',
  fix: 'Do not read the header when auth is off.',
  on: DEV,
  async run(t, { value, refusable = false }) {
    await discriminates(t);
    for (const [operation, request] of [[create, createRequest] as const, [exec, requestFor(exec)] as const]) {
      const plain = await t.control(request, served(operation));
      const same = refusable ? status(plain.status, 400) : sameStatus(plain, 'the same as without the header');
      await t.expect(withHeader(request, 'Authorization', value), same);
    }
  },
});
