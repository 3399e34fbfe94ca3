import { checkOperations } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { served } from '../../lib/expectations.ts';
import { requestFor, withHeader } from '../../lib/requests.ts';
import { freshTraceparent } from '../../lib/traceparents.ts';

export default checkOperations({
  id: 'headers/traceparent-open',
  level: 'must',
  rule: 'auth/headers-pass',
  title: 'traceparent is accepted when auth is off.',
  why: 'Local runs are traced too.',
  fix: 'Parse the header in one place, whatever the auth mode.',
  on: ['dev', 'disabled'],
  async run(t, operation) {
    await discriminates(t);
    for (const value of [freshTraceparent(t.random).value, 'garbage'])
      await t.expect(withHeader(requestFor(operation), 'traceparent', value), served(operation));
  },
});
