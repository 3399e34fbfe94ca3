import { responds } from '../../../src/checks/expectation.ts';
import { status, summary } from '../../lib/expectations.ts';
import { destroy, requestFor, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/destroy-again-fails',
  level: 'should',
  rule: 'docs/destroy',
  title: 'Destroying a sandbox twice does not cause a server error.',
  why: 'Programs often clean up twice: at the end of a block and again on exit.',
  fix: 'Respond with 204 or 404 for a sandbox that is already gone.',
  async run(t) {
    const id = await newSandbox(t);
    await t.control(withKey(requestFor(destroy, { id }), t.key), status(200, 204));
    await t.expect(
      withKey(requestFor(destroy, { id }), t.key),
      responds('no 5xx (200, 204 and 404 are all documented)', (r) => (r.status >= 500 ? summary(r) : undefined)),
    );
  },
});
