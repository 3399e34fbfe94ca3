import { checkEach } from '../../../src/checks/check.ts';
import { staysOnLoopback } from '../../lib/exposure.ts';

export default checkEach(
  (['dev', 'dev-ipv6', 'dev-localhost', 'dev-other-loopback', 'dev-default'] as const).map((name) => ({ name })),
  {
    id: 'dev-mode/not-exposed',
    level: 'must',
    rule: 'auth/dev-mode-loopback-only',
    title: 'In dev mode hostd is reachable on loopback only.',
    why: 'Dev mode has no auth: anyone who reaches the port can run code.',
    fix: 'Bind exactly the configured address.',
    on: 'launch',
    async run(t, { name }) {
      await t.launch(name, (server) => staysOnLoopback(t, server));
    },
  },
);
