import { checkEach } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { exec, requestFor, WRONG, withHeader, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default checkEach([{ name: 'authorization' }, { name: 'AUTHORIZATION' }, { name: 'aUtHoRiZaTiOn' }], {
  id: 'headers/name-case',
  level: 'must',
  rule: 'rfc9110/name-case',
  title: 'The header name Authorization is case-insensitive.',
  why: 'HTTP/2 and many libraries send it in lower case, and proxies may change its case.',
  fix: 'Look up headers case-insensitively.',
  on: ['enforced'],
  async run(t, { name }) {
    await t.control(withHeader(request, name, `Bearer ${WRONG}`), status(401));
    await t.control(withKey(request, t.key), served(exec));
    await t.expect(withHeader(request, name, `Bearer ${t.key}`), served(exec));
  },
});
