import { checkEach } from '../../../src/checks/check.ts';
import { served, unauthorized } from '../../lib/expectations.ts';
import { inTurn, requestFor, withHeader, withKey } from '../../lib/requests.ts';
import { otherSchemes } from './lib/credentials.ts';

/** A shell expression for Basic credentials of the user `user`. */
const BASIC = 'Basic $(printf %s "user:$PODFLARE_API_KEY" | base64 | tr -d "\\n")';

export default checkEach(otherSchemes, {
  id: 'unauthorized/other-scheme',
  level: 'must',
  rule: 'auth/bearer-only',
  title: 'A valid key with a scheme other than Bearer gets 401.',
  why: 'A lenient parser that finds the key anywhere in the header also finds it where an attacker puts it.',
  fix: 'Split at the first space, compare the scheme with `bearer` case-insensitively, and refuse everything else.',
  on: ['enforced'],
  async run(t, { name, value }) {
    const operation = inTurn(t, otherSchemes, name);
    const request = requestFor(operation);
    const credential = value(t.key);
    if (name === 'Basic') t.secrets.add(credential, '<user and key in Base64>', BASIC);
    await t.control(withKey(request, t.key), served(operation));
    await t.expect(withHeader(request, 'Authorization', credential), unauthorized('either'));
  },
});
