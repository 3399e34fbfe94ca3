import { checkEach } from '../../../src/checks/check.ts';
import { all, refuses } from './lib/refuses.ts';

export default checkEach(all('refused-any', 'refused-any-ipv6', 'refused-machine', 'refused-machine-ipv6'), {
  id: 'startup/refuses',
  level: 'must',
  rule: 'auth/refuse-to-start',
  title: 'Without keys on a non-loopback address, hostd refuses to start.',
  why: 'This rule keeps an unauthenticated code-execution API off the network.',
  fix: 'Check the address, the keys and the flag before you open the socket, and exit with an error.',
  on: 'launch',
  async run(t, { name }) {
    await refuses(t, name);
  },
});
