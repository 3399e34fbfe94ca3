import { check } from '../../../src/checks/check.ts';
import { starts } from './lib/starts.ts';

export default check({
  id: 'dev-mode/default-address',
  level: 'must',
  rule: 'auth/default-address',
  title: 'Without PODFLARE_HOSTD_ADDR, hostd listens on 127.0.0.1:7070.',
  why: 'If the default were all interfaces, a first try would put an open server on the network.',
  fix: 'Default to 127.0.0.1:7070.',
  on: ['dev-default'],
  needsLaunch: true,
  judgesStart: true,
  run: starts,
});
