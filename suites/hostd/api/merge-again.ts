import { status } from '../../lib/expectations.ts';
import { withKey } from '../../lib/requests.ts';
import { newFork, newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';
import { notFound } from './lib/not-found.ts';
import { mergeRequest } from './lib/requests.ts';

export default api({
  id: 'api/merge-again',
  level: 'should',
  rule: 'docs/merge',
  title: 'Repeating a merge gets 404, because the winner is gone.',
  why: 'A retry must not have another effect.',
  fix: 'Look up both ids before you change anything.',
  async run(t) {
    const parent = await newSandbox(t);
    const winner = await newFork(t, parent);
    await t.control(withKey(mergeRequest(parent, winner), t.key), status(200, 204));
    await t.expect(withKey(mergeRequest(parent, winner), t.key), notFound);
  },
});
