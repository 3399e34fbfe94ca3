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
    title: 'A header that holds no Bearer key is answered with the text for a missing one.',
    why: '"invalid api key" sends people to their keys where the header was the mistake.',
    fix: 'Answer the second text only when a Bearer token was sent.',
    on: ['enforced'],
    async run(t, { value }) {
      const request = requestFor(exec);
      await t.control(withKey(request, t.key), served(exec));
      await t.expect(withHeader(request, 'Authorization', value), unauthorized('missing'));
    },
  },
);
