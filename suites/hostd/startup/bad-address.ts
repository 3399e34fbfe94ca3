import { checkEach } from '../../../src/checks/check.ts';
import { type Configuration, configurations } from '../../../src/checks/configurations.ts';
import { all, refuses, requireFailure } from './lib/refuses.ts';

export default checkEach(all('bad-address', 'bad-port'), {
  id: 'startup/bad-address',
  level: 'should',
  rule: 'docs/bad-address',
  title: 'An invalid address stops the startup with an error.',
  why: 'A server that falls back to another address listens where nobody expects it.',
  fix: 'Exit with an error that shows the value.',
  on: 'launch',
  async run(t, { name }) {
    const { address }: Configuration = configurations[name];
    const condition = `with PODFLARE_HOSTD_ADDR=${JSON.stringify(address)}, `;
    requireFailure(t, await refuses(t, name, condition), condition);
  },
});
