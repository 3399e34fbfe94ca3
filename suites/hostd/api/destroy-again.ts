import { status } from '../../lib/expectations.ts';
import { destroy, requestFor, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/destroy-again',
  level: 'may',
  rule: 'docs/destroy-again',
  title: 'Destroying a sandbox twice is a no-op and gets 200 or 204.',
  why: 'The documentation contradicts itself: one page says no-op, another 404. Both are allowed.',
  fix: 'Remember destroyed ids, or document the 404.',
  async run(t) {
    const id = await newSandbox(t);
    await t.control(withKey(requestFor(destroy, { id }), t.key), status(200, 204));
    await t.expect(withKey(requestFor(destroy, { id }), t.key), status(200, 204));
  },
});
