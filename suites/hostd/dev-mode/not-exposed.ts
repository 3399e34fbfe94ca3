import { checkEach } from '../../../src/checks/check.ts';
import { staysOnLoopback } from '../../lib/exposure.ts';

export default checkEach(
  (['dev', 'dev-ipv6', 'dev-localhost', 'dev-other-loopback', 'dev-default'] as const).map((name) => ({ name })),
  {
    id: 'dev-mode/not-exposed',
    level: 'must',
    rule: 'auth/dev-mode-loopback-only',
    title: 'In dev mode hostd cannot be reached at any address of the machine but loopback.',
    why: 'Dev mode has no auth: whoever reaches the port runs code.',
    fix: 'Bind exactly the address that was given.',
    on: 'launch',
    async run(t, { name }) {
      await t.launch(name, (server) => staysOnLoopback(t, server));
    },
  },
);
