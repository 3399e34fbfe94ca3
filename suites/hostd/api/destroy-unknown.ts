import { status } from '../../lib/expectations.ts';
import { destroy, requestFor, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/destroy-unknown',
  level: 'may',
  rule: 'docs/destroy-again',
  title: 'Destroying a sandbox that never existed gets 404.',
  why: 'The documentation contradicts itself here too. Both behaviours are allowed.',
  fix: 'Respond with 404 for ids that were never issued.',
  async run(t) {
    const id = await newSandbox(t);
    await t.control(withKey(requestFor(destroy, { id }), t.key), status(200, 204));
    await t.expect(withKey(requestFor(destroy), t.key), status(404));
  },
});
