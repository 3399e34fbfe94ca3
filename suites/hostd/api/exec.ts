import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox, ran } from '../../lib/sandbox.ts';
import { api, SAMPLE } from './lib/api.ts';

export default api({
  id: 'api/exec',
  level: 'should',
  rule: 'docs/exec',
  title: 'Exec runs Python by default and returns the output and the exit code.',
  why: 'It is the purpose of hostd.',
  fix: 'Run the code and stream its events.',
  async run(t) {
    const id = await newSandbox(t);
    await t.expect(
      withKey(execRequest(id, SAMPLE), t.key),
      ran('stdout 42 and exit 0', ({ stdout, exit }) => stdout.join() === '42' && exit === 0),
    );
  },
});
