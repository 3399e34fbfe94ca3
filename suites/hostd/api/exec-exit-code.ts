import { checkEach } from '../../../src/checks/check.ts';
import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox, ran } from '../../lib/sandbox.ts';

export default checkEach(
  [
    { name: 'SystemExit(3)', code: 'raise SystemExit(3)', language: 'python' },
    { name: 'exit 3 in bash', code: 'exit 3', language: 'bash' },
  ],
  {
    id: 'api/exec-exit-code',
    level: 'should',
    rule: 'docs/exec-exception',
    profile: 'api',
    title: 'The exit event carries the exit code of the program.',
    why: 'Tests and linters report their result in the exit code.',
    fix: 'Pass the exit code through.',
    on: ['enforced'],
    async run(t, { code, language }) {
      const id = await newSandbox(t);
      await t.expect(
        withKey(execRequest(id, code, language), t.key),
        ran('exit 3', ({ exit }) => exit === 3),
      );
    },
  },
);
