import { checkEach } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { healthy } from '../../lib/expectations.ts';
import { healthz, requestFor, withHeader } from '../../lib/requests.ts';

const probe = requestFor(healthz);

export default checkEach([{ name: 'application/json' }, { name: 'text/plain' }, { name: '*/*' }], {
  id: 'healthz/accept',
  level: 'should',
  rule: 'auth/healthz-exempt',
  title: 'GET /v1/healthz answers 2xx whatever type of answer is asked for.',
  why: 'Monitors ask for JSON or for text by habit; a 406 is an alarm about nothing.',
  fix: 'Do not negotiate the form of the probe.',
  on: ['enforced'],
  async run(t, { name }) {
    await discriminates(t);
    await t.expect(withHeader(probe, 'Accept', name), healthy);
  },
});
