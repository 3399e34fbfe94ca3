import { checkEach } from '../../../src/checks/check.ts';
import { isLoud, speaksOfAuth } from '../../lib/log-lines.ts';
import { named, newLines, requireReadable } from './lib/warnings.ts';

export default checkEach(named, {
  id: 'disabled/loud',
  level: 'should',
  rule: 'auth/disable-warning-loud',
  title: 'The warning that auth is disabled is loud: it names auth, and it is at warn level or stands out.',
  why: 'The auth page asks for a loud warning. An info line is easily overlooked.',
  fix: 'Log at warn level that auth is off.',
  on: 'launch',
  async run(t, { name }) {
    const { all, coloured } = await newLines(t, name);
    if (all.length === 0) t.skip('there is no warning; see disabled/warning');
    const isAboutAuth = all.some(speaksOfAuth);
    const standsOut = all.some((line) => isLoud(line) || coloured.has(line));
    if (!isAboutAuth || !standsOut) requireReadable(t, all);
    if (!isAboutAuth) t.fail('a line about auth, keys, access or security', all.join('\n'));
    if (!standsOut) t.fail('the word WARN, capitals, red or yellow, or another sign of alarm', all.join('\n'));
  },
});
