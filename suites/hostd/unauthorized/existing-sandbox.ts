import { check } from '../../../src/checks/check.ts';
import { member } from '../../../src/http/response.ts';
import { status } from '../../lib/expectations.ts';
import { destroy, execRequest, fork, merge, requestFor, WRONG, withKey } from '../../lib/requests.ts';
import { twoSandboxes } from './lib/sandboxes.ts';

export default check({
  id: 'unauthorized/existing-sandbox',
  level: 'must',
  rule: 'auth/every-request',
  title: 'A request without a valid key gets 401 for an existing sandbox too.',
  why: 'Most tests use ids that do not exist, but the handler that matters runs only for one that does.',
  fix: 'Check the key before you look up the sandbox.',
  on: ['enforced'],
  async run(t) {
    const [first, second] = await twoSandboxes(t);
    const forked = await t.send(withKey(requestFor(fork, { id: first }), t.key), 'control');
    const children = forked.response && member(forked.response, 'children');
    const ids = Array.isArray(children) ? children.filter((id) => typeof id === 'string') : [];
    t.keep(...ids);
    for (const request of [
      ...ids.map((id) => execRequest(id, 'print(6*7)')),
      execRequest(first, 'print(6*7)'),
      requestFor(fork, { id: first }),
      requestFor(merge, { parent: first, winner: second }),
      requestFor(destroy, { id: first }),
    ]) {
      await t.expect(request, status(401));
      await t.expect(withKey(request, WRONG), status(401));
    }
  },
});
