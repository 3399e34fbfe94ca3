import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox, ran } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/exec-lines',
  level: 'should',
  rule: 'docs/exec-event',
  title: 'Each line of output is one event, in the order in which it was printed.',
  why: 'Clients rebuild the output from the events.',
  fix: 'Split the output at newlines, and emit a last line that has no newline.',
  async run(t) {
    const id = await newSandbox(t);
    await t.expect(
      withKey(execRequest(id, 'echo one; echo two; echo; echo four', 'bash'), t.key),
      ran('the lines one, two, (empty), four', ({ stdout }) => stdout.join('|') === 'one|two||four'),
    );
  },
});
