import { check } from '../../../src/checks/check.ts';
import { starts } from './lib/starts.ts';

export default check({
  id: 'dev-mode/default-address',
  level: 'must',
  rule: 'auth/default-address',
  title: 'Without PODFLARE_HOSTD_ADDR, hostd listens on 127.0.0.1:7070.',
  why: 'A default of all interfaces would put an open server on the network the first time someone tries it.',
  fix: 'Make 127.0.0.1:7070 the default.',
  on: ['dev-default'],
  needsLaunch: true,
  judgesStart: true,
  run: starts,
});
