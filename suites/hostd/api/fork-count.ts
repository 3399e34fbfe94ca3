import { checkEach } from '../../../src/checks/check.ts';
import { all, responds } from '../../../src/checks/expectation.ts';
import { status, summary } from '../../lib/expectations.ts';
import { withKey } from '../../lib/requests.ts';
import { childrenOf, newSandbox } from '../../lib/sandbox.ts';
import { forkRequest } from './lib/requests.ts';

export default checkEach(
  [
    { name: 'n = 2', n: 2 },
    { name: 'n = 5', n: 5 },
    { name: 'n = 32', n: 32 },
  ],
  {
    id: 'api/fork-count',
    level: 'should',
    rule: 'docs/fork',
    profile: 'api',
    title: 'Fork creates exactly n children with different ids.',
    why: 'Programs hand one child to each worker.',
    fix: 'Create n children or none.',
    on: ['enforced'],
    async run(t, { n }) {
      const id = await newSandbox(t);
      await t.expect(
        withKey(forkRequest(id, n), t.key),
        all(
          status(200),
          responds(`${n} different ids`, (r) =>
            new Set(childrenOf(r)).size === n && childrenOf(r).length === n ? undefined : summary(r),
          ),
        ),
      );
    },
  },
);
