import { checkOperations } from '../../../src/checks/check.ts';
import { bearing, forwarded, marked, requireHeader } from '../../lib/arrivals.ts';

export default checkOperations({
  id: 'headers/content-type-arrives',
  level: 'must',
  rule: 'auth/headers-forwarded',
  title: 'A gateway forwards content-type as it was sent, once.',
  why: 'hostd reads a body by its type; without it, a request that works elsewhere is refused behind the gateway.',
  fix: 'Let the gateway leave the header alone.',
  on: ['enforced'],
  recorder: 'required',
  async run(t, operation) {
    if (!operation.body) t.skip('this operation takes no body');
    const sent = bearing(marked(t, operation), ['Authorization', `Bearer ${t.key}`]);
    requireHeader(t, await forwarded(t, sent), 'Content-Type', 'application/json');
  },
});
