import { status } from '../../lib/expectations.ts';
import { destroy, execRequest, requestFor, withKey } from '../../lib/requests.ts';
import { newFork, newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';
import { mergeRequest } from './lib/requests.ts';

export default api({
  id: 'api/merge-then-destroy',
  level: 'should',
  rule: 'docs/merge',
  title: "After a merge, a DELETE of the winner's id leaves the parent alone.",
  why: 'Programs close what they opened, the winner as well; its machine is the parent by then.',
  fix: "Forget the winner's id with the merge; whatever a DELETE of it answers, it ends nothing.",
  async run(t) {
    const parent = await newSandbox(t);
    const winner = await newFork(t, parent);
    await t.control(withKey(mergeRequest(parent, winner), t.key), status(200, 204));
    await t.control(withKey(execRequest(parent, 'true', 'bash'), t.key), status(200));
    await t.send(withKey(requestFor(destroy, { id: winner }), t.key));
    await t.expect(withKey(execRequest(parent, 'true', 'bash'), t.key), status(200));
  },
});
