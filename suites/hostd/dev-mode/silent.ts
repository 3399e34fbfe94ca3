import { check } from '../../../src/checks/check.ts';
import { isLoud, normalized, speaksOfAuth } from '../../lib/log-lines.ts';

export default check({
  id: 'dev-mode/silent',
  level: 'should',
  rule: 'auth/dev-mode-silent',
  title: 'Dev mode prints no warning.',
  why: 'Nobody reads a warning that is always there.',
  fix: 'Warn only when the disable flag is set.',
  on: 'launch',
  async run(t) {
    const [dev, enforced] = await Promise.all([t.quietRun('dev'), t.quietRun('enforced')]);
    const usual = new Set(enforced.output.lines.map(normalized));
    const warning = dev.output.lines.find((line) => speaksOfAuth(line) && isLoud(line) && !usual.has(normalized(line)));
    if (warning !== undefined) t.fail('no warning about auth', warning);
  },
});
