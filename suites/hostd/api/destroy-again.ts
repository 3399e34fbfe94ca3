import { status } from '../../lib/expectations.ts';
import { destroy, requestFor, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/destroy-again',
  level: 'may',
  rule: 'docs/destroy-again',
  title: 'Destroying a sandbox once more is a no-op: 200 or 204.',
  why: 'The pages disagree: a no-op on one, 404 on another. Both are legal.',
  fix: 'Remember ids that were destroyed, or document the 404.',
  async run(t) {
    const id = await newSandbox(t);
    await t.control(withKey(requestFor(destroy, { id }), t.key), status(200, 204));
    await t.expect(withKey(requestFor(destroy, { id }), t.key), status(200, 204));
  },
});
