import { checkEach } from '../../../src/checks/check.ts';
import { status } from '../../lib/expectations.ts';
import { withKey } from '../../lib/requests.ts';
import { newFork, newSandbox } from '../../lib/sandbox.ts';
import { forkRequest } from './lib/requests.ts';

export default checkEach(
  [
    { name: 'a string', n: '2' },
    { name: 'a fraction', n: 1.5 },
    { name: 'null', n: null },
  ],
  {
    id: 'api/fork-type',
    level: 'may',
    rule: 'docs/bad-body',
    profile: 'api',
    title: 'Fork rejects an n that is not an integer with 400.',
    why: 'The documentation says 400; frameworks often respond with 422.',
    fix: 'Map validation errors of your framework to 400.',
    on: ['enforced'],
    async run(t, { n }) {
      const id = await newSandbox(t);
      await newFork(t, id);
      await t.expect(withKey(forkRequest(id, n), t.key), status(400));
    },
  },
);
