import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox, ran } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/exec-stderr',
  level: 'should',
  rule: 'docs/exec-event',
  title: 'What a program writes to stderr comes as stderr events.',
  why: 'Errors among the results are taken for results.',
  fix: 'Read both streams of the program.',
  async run(t) {
    const id = await newSandbox(t);
    await t.expect(
      withKey(execRequest(id, 'echo out; echo err >&2', 'bash'), t.key),
      ran('out on stdout, err on stderr', ({ stdout, stderr }) => stdout.join() === 'out' && stderr.join() === 'err'),
    );
  },
});
