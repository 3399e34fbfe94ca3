import { check } from '../../../src/checks/check.ts';
import { STOP_LIMIT_MS } from '../../../src/checks/launch.ts';

export default check({
  id: 'startup/sigterm',
  level: 'should',
  rule: 'docs/sigterm',
  title: `SIGTERM stops hostd within ${STOP_LIMIT_MS / 1000} s.`,
  why: 'Orchestrators send SIGTERM first and SIGKILL shortly after, which cuts off requests in progress.',
  fix: 'Handle SIGTERM: stop listening, close connections and exit. As PID 1 in a container, a process has no default handler.',
  on: 'launch',
  async run(t) {
    const { stopped } = await t.quietRun('enforced');
    if (!stopped) t.fail(`it exits within ${STOP_LIMIT_MS / 1000} s`, 'it was still running and had to be killed');
  },
});
