import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox, ran, run } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/exec-python-state',
  level: 'should',
  rule: 'docs/repl',
  title: 'Python variables live on from call to call.',
  why: 'Agents build on what they did before.',
  fix: 'Keep one interpreter for each sandbox.',
  async run(t) {
    const id = await newSandbox(t);
    await run(t, id, 'x = 41');
    await t.expect(
      withKey(execRequest(id, 'print(x + 1)'), t.key),
      ran('stdout 42', ({ stdout }) => stdout.join() === '42'),
    );
  },
});
