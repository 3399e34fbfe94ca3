import { status } from '../../lib/expectations.ts';
import { execRequest, withKey } from '../../lib/requests.ts';
import { newFork, newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';
import { notFound } from './lib/not-found.ts';
import { mergeRequest } from './lib/requests.ts';

export default api({
  id: 'api/merge',
  level: 'should',
  rule: 'docs/merge',
  title: "After a merge the parent's id works and the winner's is gone.",
  why: 'Programs continue with the id of the parent.',
  fix: "Serve the winner's machine under the parent's id, and forget the winner's id.",
  async run(t) {
    const parent = await newSandbox(t);
    const winner = await newFork(t, parent);
    await t.expect(withKey(mergeRequest(parent, winner), t.key), status(200, 204));
    await t.expect(withKey(execRequest(parent, 'true', 'bash'), t.key), status(200));
    await t.expect(withKey(execRequest(winner, 'true', 'bash'), t.key), notFound);
  },
});
