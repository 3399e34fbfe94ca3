import { checkEach } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { create, createRequest, withKey } from '../../lib/requests.ts';

export default checkEach([{ name: 'content-type' }, { name: 'CONTENT-TYPE' }, { name: 'Content-type' }], {
  id: 'headers/content-type-name',
  level: 'must',
  rule: 'rfc9110/name-case',
  title: 'The header name Content-Type is case-insensitive.',
  why: 'HTTP/2 and many libraries send it in lower case.',
  fix: 'Look up headers case-insensitively.',
  on: ['enforced'],
  async run(t, { name }) {
    const typed = { ...createRequest, headers: [[name, 'application/json'] as const] };
    await t.control(typed, status(401));
    await t.control(withKey(createRequest, t.key), served(create));
    await t.expect(withKey(typed, t.key), status(200, 201));
  },
});
