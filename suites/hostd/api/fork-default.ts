import { all, responds } from '../../../src/checks/expectation.ts';
import { status, summary } from '../../lib/expectations.ts';
import { withKey } from '../../lib/requests.ts';
import { childrenOf, newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';
import { forkRequest } from './lib/requests.ts';

export default api({
  id: 'api/fork-default',
  level: 'should',
  rule: 'docs/fork',
  title: 'Fork without n creates one child with a new id.',
  why: 'It is the documented default.',
  fix: 'Default n to 1.',
  async run(t) {
    const id = await newSandbox(t);
    await t.expect(
      withKey(forkRequest(id), t.key),
      all(
        status(200),
        responds('one child with a new id', (r) => {
          const children = childrenOf(r);
          return children.length === 1 && children[0] !== id ? undefined : summary(r);
        }),
      ),
    );
  },
});
