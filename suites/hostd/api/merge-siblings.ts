import { status } from '../../lib/expectations.ts';
import { execRequest, withKey } from '../../lib/requests.ts';
import { newFork, newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';
import { mergeRequest } from './lib/requests.ts';

export default api({
  id: 'api/merge-siblings',
  level: 'should',
  rule: 'docs/merge',
  title: 'A merge does not affect the siblings of the winner.',
  why: 'The caller may still use them, and destroys them itself.',
  fix: 'Change only the parent and the winner.',
  async run(t) {
    const parent = await newSandbox(t);
    const winner = await newFork(t, parent);
    const sibling = await newFork(t, parent);
    await t.control(withKey(mergeRequest(parent, winner), t.key), status(200, 204));
    await t.control(withKey(execRequest(winner, 'true', 'bash'), t.key), status(404));
    await t.expect(withKey(execRequest(sibling, 'true', 'bash'), t.key), status(200));
  },
});
