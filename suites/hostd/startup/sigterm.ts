import { check } from '../../../src/checks/check.ts';
import { STOP_LIMIT_MS } from '../../../src/checks/launch.ts';

export default check({
  id: 'startup/sigterm',
  level: 'should',
  rule: 'docs/sigterm',
  title: `SIGTERM ends hostd within ${STOP_LIMIT_MS / 1000} s.`,
  why: 'Orchestrators send it first and kill a little later, with whatever is then half done.',
  fix: 'Handle SIGTERM: stop listening, close connections, exit. As process 1 of a container there is no default.',
  on: 'launch',
  async run(t) {
    const { stopped } = await t.quietRun('enforced');
    if (!stopped) t.fail(`that it ends within ${STOP_LIMIT_MS / 1000} s`, 'it had to be killed');
  },
});
