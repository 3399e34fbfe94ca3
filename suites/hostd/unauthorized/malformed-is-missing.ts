import { checkEach } from '../../../src/checks/check.ts';
import { served, unauthorized } from '../../lib/expectations.ts';
import { exec, requestFor, withHeader, withKey } from '../../lib/requests.ts';
import { emptyTokens, otherSchemes } from './lib/credentials.ts';

export default checkEach(
  [
    ...emptyTokens,
    ...otherSchemes.filter(({ name }) => name === 'Basic').map(({ name }) => ({ name, value: 'Basic dTpw' })),
  ],
  {
    id: 'unauthorized/malformed-is-missing',
    level: 'should',
    rule: 'auth/malformed-is-missing',
    title: 'A header without a Bearer key gets the error text for a missing key.',
    why: '"invalid api key" sends people to check their keys when the header is the mistake.',
    fix: 'Send the text for an invalid key only if the request has a Bearer token.',
    on: ['enforced'],
    async run(t, { value }) {
      const request = requestFor(exec);
      await t.control(withKey(request, t.key), served(exec));
      await t.expect(withHeader(request, 'Authorization', value), unauthorized('missing'));
    },
  },
);
