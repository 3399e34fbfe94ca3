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
    title: 'Other spellings of the all-interfaces address are refused too, or bind loopback only.',
    why: 'A comparison with the string 0.0.0.0 misses :7070, 0:7070 and [::ffff:0.0.0.0]:7070.',
    fix: 'Parse the address first, and decide by the address that would be bound.',
    on: 'launch',
    async run(t, { name }) {
      const { responded, exposed, looksOpen } = await t.attempt(name);
      const loopbackOnly = responded && !exposed;
      if (!loopbackOnly || (looksOpen > 1 && exposed)) await refuses(t, name);
    },
  },
);
