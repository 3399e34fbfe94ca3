import { checkOperations } from '../../../src/checks/check.ts';
import { bearing, forwarded, marked, requireHeader } from '../../lib/arrivals.ts';

export default checkOperations({
  id: 'headers/authorization-arrives',
  level: 'must',
  rule: 'auth/headers-forwarded',
  title: 'The gateway forwards Authorization unchanged and once.',
  why: 'hostd reads the key from this header only. Without it nothing works, and another value is the wrong key.',
  fix: 'Configure the gateway to leave the header alone. Some gateways remove it after checking it, or replace it with their own.',
  on: ['enforced'],
  recorder: 'required',
  async run(t, operation) {
    for (const key of t.keys) {
      const sent = bearing(marked(t, operation), ['Authorization', `Bearer ${key}`]);
      requireHeader(t, await forwarded(t, sent), 'Authorization', `Bearer ${key}`);
    }
  },
});
