import { check } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { created } from '../../lib/expectations.ts';
import { createRequest, underKnownName } from '../../lib/requests.ts';

export default check({
  id: 'dev-mode/other-loopback',
  level: 'should',
  rule: 'auth/dev-mode-other-loopback',
  title: 'localhost and all of 127.0.0.0/8 count as loopback.',
  why: 'People use localhost. Containers and test setups use other addresses in the block.',
  fix: 'Decide by the bound address, not by comparing it with one string.',
  on: ['dev-localhost', 'dev-other-loopback'],
  needsLaunch: true,
  judgesStart: true,
  async run(t) {
    const named = await underKnownName(t);
    await t.expect(named(createRequest), created);
    await discriminates(t, named);
  },
});
