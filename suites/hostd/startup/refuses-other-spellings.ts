import { checkEach } from '../../../src/checks/check.ts';
import { all, refuses } from './lib/refuses.ts';

export default checkEach(
  all(
    'refused-bare-port',
    'refused-empty-host',
    'refused-mapped',
    'refused-mapped-hex',
    'refused-long-ipv6',
    'refused-zero',
  ),
  {
    id: 'startup/refuses-other-spellings',
    level: 'must',
    rule: 'auth/refuse-to-start',
    title: 'An address that means all interfaces in another spelling is refused as well, or bound to loopback only.',
    why: 'A rule that compares with the text 0.0.0.0 is passed by :7070, by 0:7070 and by [::ffff:0.0.0.0]:7070.',
    fix: 'Parse the address first, and judge what would be bound.',
    on: 'launch',
    async run(t, { name }) {
      const { answered, exposed, looksOpen } = await t.attempt(name);
      const loopbackOnly = answered && !exposed;
      if (!loopbackOnly || (looksOpen > 1 && exposed)) await refuses(t, name);
    },
  },
);
