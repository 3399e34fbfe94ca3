import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox, ran, run } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/exec-python-state',
  level: 'should',
  rule: 'docs/repl',
  title: 'Python variables persist between calls.',
  why: 'Agents build on the results of earlier calls.',
  fix: 'Keep one interpreter per sandbox.',
  async run(t) {
    const id = await newSandbox(t);
    await run(t, id, 'x = 41');
    await t.expect(
      withKey(execRequest(id, 'print(x + 1)'), t.key),
      ran('stdout 42', ({ stdout }) => stdout.join() === '42'),
    );
  },
});
