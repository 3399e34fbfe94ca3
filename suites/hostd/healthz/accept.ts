import { checkEach } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { healthy } from '../../lib/expectations.ts';
import { healthz, requestFor, withHeader } from '../../lib/requests.ts';

const probe = requestFor(healthz);

export default checkEach([{ name: 'application/json' }, { name: 'text/plain' }, { name: '*/*' }], {
  id: 'healthz/accept',
  level: 'should',
  rule: 'auth/healthz-exempt',
  title: 'GET /v1/healthz gets 2xx whatever the Accept header.',
  why: 'Monitors ask for JSON or text by habit, and a 406 raises a false alarm.',
  fix: 'Do not use content negotiation for the liveness route.',
  on: ['enforced'],
  async run(t, { name }) {
    await discriminates(t);
    await t.expect(withHeader(probe, 'Accept', name), healthy);
  },
});
