import { check } from '../../../src/checks/check.ts';
import { speaksOfAuth } from '../../lib/log-lines.ts';
import { newLines, requireReadable } from './lib/warnings.ts';

export default check({
  id: 'disabled/warning-json',
  level: 'should',
  rule: 'auth/disable-warning',
  title: 'The warning that auth is disabled is also printed in JSON logs.',
  why: 'JSON is the log format of production.',
  fix: 'Write the warning through the logger.',
  on: 'launch',
  async run(t) {
    const { all } = await newLines(t, 'disabled-json');
    if (all.some(speaksOfAuth)) return;
    requireReadable(t, all);
    t.fail('a line about auth on stdout or stderr', all.join('\n') || 'none');
  },
});
