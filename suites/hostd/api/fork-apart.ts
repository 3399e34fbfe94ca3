import { execRequest, withKey } from '../../lib/requests.ts';
import { newFork, newForks, newSandbox, ran, run } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/fork-apart',
  level: 'should',
  rule: 'docs/fork-state',
  title: "After a fork, the parent and its children do not see each other's changes.",
  why: 'Branches that leak into each other give results that cannot be reproduced.',
  fix: 'Copy the state; do not share it.',
  async run(t) {
    const id = await newSandbox(t);
    await run(t, id, 'x = 1');
    const child = await newFork(t, id);
    await run(t, child, 'x = 2');
    await t.expect(
      withKey(execRequest(id, 'print(x)'), t.key),
      ran('stdout 1', ({ stdout }) => stdout.join() === '1'),
    );
    await run(t, id, 'x = 3');
    await t.expect(
      withKey(execRequest(child, 'print(x)'), t.key),
      ran('stdout 2', ({ stdout }) => stdout.join() === '2'),
    );
    const [one = '', two = ''] = await newForks(t, id, 2);
    await run(t, one, 'x = 4');
    await t.expect(
      withKey(execRequest(two, 'print(x)'), t.key),
      ran('stdout 3', ({ stdout }) => stdout.join() === '3'),
    );
  },
});
