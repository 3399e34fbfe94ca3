import { status } from '../../lib/expectations.ts';
import { destroy, execRequest, requestFor, withKey } from '../../lib/requests.ts';
import { newFork, newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/fork-of-fork',
  level: 'should',
  rule: 'docs/fork',
  title: 'A child can be forked, and destroying the parent or the child leaves the other running.',
  why: 'Tree searches fork children, and drop parents and children on the way.',
  fix: 'Make the lifetime of a child independent of its parent.',
  async run(t) {
    const id = await newSandbox(t);
    const child = await newFork(t, id);
    const grandchild = await newFork(t, child);
    await t.control(withKey(requestFor(destroy, { id }), t.key), status(200, 204));
    await t.expect(withKey(execRequest(grandchild, 'true', 'bash'), t.key), status(200));
    await t.expect(withKey(execRequest(child, 'true', 'bash'), t.key), status(200));
    await t.control(withKey(requestFor(destroy, { id: grandchild }), t.key), status(200, 204));
    await t.expect(withKey(execRequest(child, 'true', 'bash'), t.key), status(200));
  },
});
