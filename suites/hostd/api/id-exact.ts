import { checkEach } from '../../../src/checks/check.ts';
import { status } from '../../lib/expectations.ts';
import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { notServed } from './lib/not-found.ts';

export default checkEach(
  [
    { name: 'without its last character', change: (id: string) => id.slice(0, -1) },
    { name: 'with one more character', change: (id: string) => `${id}0` },
  ],
  {
    id: 'api/id-exact',
    level: 'should',
    rule: 'docs/not-found',
    profile: 'api',
    title: 'Only the exact id of a sandbox names it.',
    why: "If a prefix or a variation is enough, a typo runs code in someone else's sandbox.",
    fix: 'Look up the whole id.',
    on: ['enforced'],
    async run(t, { change }) {
      const id = await newSandbox(t);
      await t.control(withKey(execRequest(id, 'true', 'bash'), t.key), status(200));
      if (id.length < 8) t.skip('the ids of this server are short, so another sandbox may have this id');
      await t.expect(withKey(execRequest(change(id), 'true', 'bash'), t.key), notServed);
    },
  },
);
