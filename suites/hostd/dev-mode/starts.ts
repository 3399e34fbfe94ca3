import { check } from '../../../src/checks/check.ts';
import { DEV } from '../../lib/configurations.ts';
import { starts } from './lib/starts.ts';

export default check({
  id: 'dev-mode/starts',
  level: 'must',
  rule: 'auth/dev-mode',
  title: 'On 127.0.0.1 or [::1] without keys, hostd starts and creates sandboxes without a key.',
  why: 'It is the first step of every tutorial.',
  fix: 'Without keys on a loopback address, start with auth off.',
  on: DEV,
  judgesStart: true,
  run: starts,
});
