import { status } from '../../lib/expectations.ts';
import { execRequest, merge, requestFor, withKey } from '../../lib/requests.ts';
import { newFork, newSandbox, ran, run } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/merge-state',
  level: 'should',
  rule: 'docs/merge',
  title: 'After a merge the parent has the state of the winner.',
  why: 'The caller merges the winner to keep its results.',
  fix: "Serve the winner's machine under the parent's id.",
  async run(t) {
    const parent = await newSandbox(t);
    await run(t, parent, 'x = "parent"');
    const winner = await newFork(t, parent);
    await run(t, winner, 'x = "winner"');
    await t.control(withKey(requestFor(merge, { parent, winner }), t.key), status(200, 204));
    await t.expect(
      withKey(execRequest(parent, 'print(x)'), t.key),
      ran('stdout winner', ({ stdout }) => stdout.join() === 'winner'),
    );
  },
});
