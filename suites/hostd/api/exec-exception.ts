import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox, ran, run } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/exec-exception',
  level: 'should',
  rule: 'docs/exec-exception',
  title: 'An uncaught exception fails the run, not the request, and the state of the interpreter survives.',
  why: 'User code fails all the time. HTTP errors are for failures of hostd.',
  fix: 'Respond with 200 and an exit event whose code is not 0.',
  async run(t) {
    const id = await newSandbox(t);
    await run(t, id, 'x = 41');
    await t.expect(
      withKey(execRequest(id, 'raise ValueError("boom")'), t.key),
      ran('a non-zero exit code', ({ exit }) => typeof exit === 'number' && exit !== 0),
    );
    await t.expect(
      withKey(execRequest(id, 'print(x + 1)'), t.key),
      ran('stdout 42', ({ stdout }) => stdout.join() === '42'),
    );
  },
});
