import { checkEach } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { exec, requestFor, WRONG, withHeader, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default checkEach([{ name: 'bearer' }, { name: 'BEARER' }, { name: 'BeArEr' }], {
  id: 'keys/scheme-case',
  level: 'should',
  rule: 'rfc9110/scheme-case',
  title: 'The scheme Bearer is case-insensitive.',
  why: 'Some clients and proxies send `bearer`, which HTTP defines as the same scheme.',
  fix: 'Compare the scheme case-insensitively.',
  on: ['enforced'],
  async run(t, { name }) {
    await t.control(withHeader(request, 'Authorization', `${name} ${WRONG}`), status(401));
    await t.control(withKey(request, t.key), served(exec));
    await t.expect(withHeader(request, 'Authorization', `${name} ${t.key}`), served(exec));
  },
});
