import { checkEach } from '../../../src/checks/check.ts';
import { bearing, marked, perhapsForwarded, requireHeader } from '../../lib/arrivals.ts';
import { exec } from '../../lib/requests.ts';

/** Valid spellings of the credential that differ from the usual one byte for byte. */
const spellings = [
  { name: 'bearer in lower case', value: (key: string) => `bearer ${key}` },
  { name: 'BEARER in upper case', value: (key: string) => `BEARER ${key}` },
  { name: 'two spaces', value: (key: string) => `Bearer  ${key}` },
];

export default checkEach(spellings, {
  id: 'headers/authorization-spelling',
  level: 'should',
  rule: 'auth/headers-forwarded',
  title: 'The gateway does not rewrite an Authorization header in another valid spelling.',
  why: 'A gateway that rewrites credentials parses them, and may parse them differently from hostd.',
  fix: 'Forward the header unchanged, or reject the request.',
  on: ['enforced'],
  recorder: 'required',
  async run(t, { value }) {
    const sent = bearing(marked(t, exec), ['Authorization', value(t.key)]);
    requireHeader(t, await perhapsForwarded(t, sent), 'Authorization', value(t.key));
  },
});
