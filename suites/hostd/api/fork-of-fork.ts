import { status } from '../../lib/expectations.ts';
import { destroy, execRequest, requestFor, withKey } from '../../lib/requests.ts';
import { newFork, newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/fork-of-fork',
  level: 'should',
  rule: 'docs/fork',
  title: 'A child can be forked, and neither parent nor child ends with the other.',
  why: 'Tree searches fork children, and drop parents and children as they go.',
  fix: 'Give every child a life of its own.',
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
