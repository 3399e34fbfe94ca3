import { discriminates } from '../../lib/controls.ts';
import { summary } from '../../lib/expectations.ts';
import { exec, requestFor, withKey } from '../../lib/requests.ts';
import { raw } from './lib/raw.ts';

export default raw({
  id: 'http/trace',
  level: 'should',
  rule: 'rfc9110/trace',
  title: 'TRACE does not echo the Authorization header.',
  why: 'Anything that makes a browser send TRACE could read the key.',
  fix: 'Respond with 405 or 501 to TRACE.',
  async run(t) {
    await discriminates(t);
    await t.expect(withKey({ method: 'TRACE', target: requestFor(exec).target, headers: [] }, t.key), {
      says: 'a response without the key',
      judge: ({ response }) => (response?.body.toString('latin1').includes(t.key) ? summary(response) : undefined),
    });
  },
});
