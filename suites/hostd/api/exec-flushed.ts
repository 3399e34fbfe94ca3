import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox, ran } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/exec-flushed',
  level: 'should',
  rule: 'docs/exec-stream',
  title: 'Each event is sent when it happens, not at the end of the run.',
  why: 'People and agents watch the output of long runs.',
  fix: 'Flush after each event, and disable buffering in any proxy in front of hostd.',
  async run(t) {
    const id = await newSandbox(t);
    const request = withKey(execRequest(id, 'echo first; sleep 0.5; echo last', 'bash'), t.key);
    // On a busy machine this process may read the first event late, so one run with a gap is enough.
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const { response } = await t.expect(
        request,
        ran('first and last', ({ stdout }) => stdout.join() === 'first,last'),
      );
      if ((response?.spreadMs ?? 0) > 100) return;
    }
    t.fail('the first event half a second before the last one', 'all arrived at once');
  },
});
