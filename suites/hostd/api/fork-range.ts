import { checkEach } from '../../../src/checks/check.ts';
import { status } from '../../lib/expectations.ts';
import { withKey } from '../../lib/requests.ts';
import { newFork, newSandbox } from '../../lib/sandbox.ts';
import { forkRequest } from './lib/requests.ts';

export default checkEach(
  [
    { name: 'n = 0', n: 0 },
    { name: 'n = 33', n: 33 },
    { name: 'n = -1', n: -1 },
  ],
  {
    id: 'api/fork-range',
    level: 'should',
    rule: 'docs/fork-range',
    profile: 'api',
    title: 'Fork rejects n outside 1 to 32 with 400.',
    why: 'Without a limit a single call can exhaust the host.',
    fix: 'Check the range before you create any child.',
    on: ['enforced'],
    async run(t, { n }) {
      const id = await newSandbox(t);
      await newFork(t, id);
      await t.expect(withKey(forkRequest(id, n), t.key), n === 0 || n === 33 ? status(400) : status(400, 422));
    },
  },
);
