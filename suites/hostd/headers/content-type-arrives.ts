import { checkOperations } from '../../../src/checks/check.ts';
import { bearing, forwarded, marked, requireHeader } from '../../lib/arrivals.ts';

export default checkOperations({
  id: 'headers/content-type-arrives',
  level: 'must',
  rule: 'auth/headers-forwarded',
  title: 'The gateway forwards Content-Type unchanged and once.',
  why: 'hostd parses the body by its type. Without it, a request that works elsewhere fails behind the gateway.',
  fix: 'Configure the gateway to leave the header alone.',
  on: ['enforced'],
  recorder: 'required',
  async run(t, operation) {
    if (!operation.body) t.skip('this operation has no body');
    const sent = bearing(marked(t, operation), ['Authorization', `Bearer ${t.key}`]);
    requireHeader(t, await forwarded(t, sent), 'Content-Type', 'application/json');
  },
});
