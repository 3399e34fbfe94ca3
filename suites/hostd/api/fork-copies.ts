import { execRequest, withKey } from '../../lib/requests.ts';
import { newFork, newSandbox, ran, run } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/fork-copies',
  level: 'should',
  rule: 'docs/fork-state',
  title: 'A child starts with the variables and files of its parent.',
  why: 'It is the purpose of a fork.',
  fix: 'Copy the memory and the file system when the fork is made.',
  async run(t) {
    const id = await newSandbox(t);
    await run(t, id, 'x = 41');
    await run(t, id, 'echo kept > /tmp/podflare-conformance-kept', 'bash');
    const child = await newFork(t, id);
    await t.expect(
      withKey(execRequest(child, 'print(x + 1)'), t.key),
      ran('stdout 42', ({ stdout }) => stdout.join() === '42'),
    );
    await t.expect(
      withKey(execRequest(child, 'cat /tmp/podflare-conformance-kept', 'bash'), t.key),
      ran('stdout kept', ({ stdout }) => stdout.join() === 'kept'),
    );
  },
});
