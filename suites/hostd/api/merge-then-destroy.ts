import { status } from '../../lib/expectations.ts';
import { destroy, execRequest, requestFor, withKey } from '../../lib/requests.ts';
import { newFork, newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';
import { mergeRequest } from './lib/requests.ts';

export default api({
  id: 'api/merge-then-destroy',
  level: 'should',
  rule: 'docs/merge',
  title: "After a merge, DELETE of the winner's id does not affect the parent.",
  why: "Programs close every sandbox they opened, including the winner, whose machine is now the parent's.",
  fix: "Forget the winner's id when you merge. Whatever the status of the DELETE, it must not destroy anything.",
  async run(t) {
    const parent = await newSandbox(t);
    const winner = await newFork(t, parent);
    await t.control(withKey(mergeRequest(parent, winner), t.key), status(200, 204));
    await t.control(withKey(execRequest(parent, 'true', 'bash'), t.key), status(200));
    await t.send(withKey(requestFor(destroy, { id: winner }), t.key));
    await t.expect(withKey(execRequest(parent, 'true', 'bash'), t.key), status(200));
  },
});
