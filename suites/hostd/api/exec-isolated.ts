import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox, ran, run } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/exec-isolated',
  level: 'should',
  rule: 'docs/repl',
  title: 'A sandbox cannot see the variables or files of another sandbox.',
  why: 'Sandboxes of different users share a host.',
  fix: 'Give each sandbox its own interpreter and file system.',
  async run(t) {
    const [one, two] = [await newSandbox(t), await newSandbox(t)];
    await run(t, one, 'secret = 41');
    await run(t, one, 'echo secret > /tmp/podflare-conformance-secret', 'bash');
    if (!(await run(t, one, 'print(secret)')).stdout.join().includes('41'))
      t.skip('variables do not persist on this server');
    await t.expect(
      withKey(execRequest(two, 'print(secret)'), t.key),
      ran('a non-zero exit code', ({ stdout, exit }) => !stdout.join().includes('41') && exit !== 0),
    );
    await t.expect(
      withKey(execRequest(two, 'cat /tmp/podflare-conformance-secret', 'bash'), t.key),
      ran('a non-zero exit code', ({ stdout, exit }) => !stdout.join().includes('secret') && exit !== 0),
    );
  },
});
