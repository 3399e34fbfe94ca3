import { checkOperations } from '../../../src/checks/check.ts';
import { bearing, forwarded, marked, requireHeader } from '../../lib/arrivals.ts';

export default checkOperations({
  id: 'headers/authorization-arrives',
  level: 'must',
  rule: 'auth/headers-forwarded',
  title: 'A gateway forwards Authorization as it was sent, once.',
  why: 'hostd reads the key from this header alone: without it nothing works, with another one the wrong key is used.',
  fix: 'Let the gateway leave the header alone; some remove it once they have looked at it, or where they log in themselves.',
  on: ['enforced'],
  recorder: 'required',
  async run(t, operation) {
    for (const key of t.keys) {
      const sent = bearing(marked(t, operation), ['Authorization', `Bearer ${key}`]);
      requireHeader(t, await forwarded(t, sent), 'Authorization', `Bearer ${key}`);
    }
  },
});
