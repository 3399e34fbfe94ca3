import { checkEach } from '../../../src/checks/check.ts';
import { all, refuses } from './lib/refuses.ts';

export default checkEach(all('refused-any', 'refused-any-ipv6', 'refused-machine', 'refused-machine-ipv6'), {
  id: 'startup/refuses',
  level: 'must',
  rule: 'auth/refuse-to-start',
  title: 'Without keys, on an address that is not loopback, hostd refuses to start.',
  why: 'It is the rule that keeps an unauthenticated code-execution API off the network.',
  fix: 'Check address, keys and flag before the socket is opened, and exit with an error.',
  on: 'launch',
  async run(t, { name }) {
    await refuses(t, name);
  },
});
