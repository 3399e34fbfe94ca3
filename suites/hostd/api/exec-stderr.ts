import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox, ran } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/exec-stderr',
  level: 'should',
  rule: 'docs/exec-event',
  title: 'Output on stderr arrives as stderr events.',
  why: 'Error messages that are mixed into the results are mistaken for results.',
  fix: 'Read both output streams of the program.',
  async run(t) {
    const id = await newSandbox(t);
    await t.expect(
      withKey(execRequest(id, 'echo out; echo err >&2', 'bash'), t.key),
      ran('out on stdout, err on stderr', ({ stdout, stderr }) => stdout.join() === 'out' && stderr.join() === 'err'),
    );
  },
});
